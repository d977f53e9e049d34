import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";

/** What of a `wrangler.jsonc` is needed to run the Worker. */
export type WorkerConfig = {
  name: string;
  /** Relative to the folder. */
  main: string;
  compatibilityDate: string;
  compatibilityFlags: string[];
  vars: Record<string, Json>;
  durableObjects: { binding: string; className: string; useSQLite: boolean }[];
};

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Reads the `wrangler.jsonc` of a folder. Throws a sentence for whoever wrote it. */
export function readWorkerConfig(folder: string): WorkerConfig {
  const text = readFileSync(join(folder, "wrangler.jsonc"), "utf8");
  const errors: ParseError[] = [];
  const config: Written = parse(text, errors, { allowTrailingComma: true });
  if (errors[0]) throw new Error(`wrangler.jsonc can't be read: ${describe(errors[0], text)}.`);
  if (typeof config?.main !== "string")
    throw new Error(`wrangler.jsonc has no "main": the file that exports the Worker.`);
  if (typeof config.compatibility_date !== "string") throw new Error(`wrangler.jsonc has no "compatibility_date".`);
  const sqlite = sqliteClasses(config);
  return {
    name: config.name ?? "worker",
    main: config.main,
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags ?? [],
    vars: config.vars ?? {},
    durableObjects: (config.durable_objects?.bindings ?? []).map(({ name, class_name }) => ({
      binding: name,
      className: class_name,
      useSQLite: sqlite.has(class_name),
    })),
  };
}

type Written = {
  name?: string;
  main?: string;
  compatibility_date?: string;
  compatibility_flags?: string[];
  vars?: Record<string, Json>;
  durable_objects?: { bindings?: { name: string; class_name: string }[] };
  migrations?: {
    new_classes?: string[];
    new_sqlite_classes?: string[];
    renamed_classes?: { from: string; to: string }[];
    deleted_classes?: string[];
  }[];
  exports?: Record<string, { type?: string; storage?: string }>;
};

/** As wrangler counts them: a class that no migration and no export names is key-value. */
function sqliteClasses({ migrations = [], exports = {} }: Written): Set<string> {
  const classes = new Set<string>();
  for (const step of migrations) {
    for (const name of step.deleted_classes ?? []) classes.delete(name);
    for (const { from, to } of step.renamed_classes ?? []) if (classes.delete(from)) classes.add(to);
    for (const name of step.new_sqlite_classes ?? []) classes.add(name);
  }
  for (const [name, { type, storage }] of Object.entries(exports)) {
    if (type === "durable-object" && storage === "sqlite") classes.add(name);
  }
  return classes;
}

function describe({ error, offset }: ParseError, text: string): string {
  const before = text.slice(0, offset).split("\n");
  const what = printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return `${what} in line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}
