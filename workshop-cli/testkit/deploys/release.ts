import { existsSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { unstable_readConfig as readConfig, type Unstable_Config } from "wrangler";
import { Refusal } from "./refusal.ts";

/** What a configuration says of one Worker, as wrangler reads it for one environment. */
export type Release = {
  /** The Worker's name; an environment's has the environment's name at its end. */
  name: string;
  /** How the configuration is called on screen. */
  file: string;
  folder: string;
  /** Relative to the folder. */
  main: string;
  compatibilityDate: string;
  compatibilityFlags: string[];
  vars: Unstable_Config["vars"];
  limits: Unstable_Config["limits"];
  bindings: Binding[];
  migrations: Migration[];
  /** The classes under `exports`, with their states. */
  exports: Record<string, ClassExport>;
};

/** `worker` is the one that has the class: another one where `script_name` says so. */
export type Binding = { name: string; className: string; worker: string };

export type Migration = Unstable_Config["migrations"][number];

/** An entry of `exports` that is a Durable Object class. */
export type ClassExport = {
  type: "durable-object";
  state?: "created" | "deleted" | "renamed" | "transferred" | "expecting-transfer";
  storage?: "sqlite" | "legacy-kv";
  renamed_to?: string;
  transferred_to?: string;
  transfer_from?: string;
};

/**
 * Reads a configuration by wrangler's own reader.
 *
 * @param path absolute, of a `wrangler.jsonc` under whatever name.
 * @throws Refusal with wrangler's words where it refuses.
 */
export function readRelease(path: string, env?: string): Release {
  if (!existsSync(path)) throw new Refusal(`There is no ${basename(path)} in ${basename(dirname(path))}/.`);
  const config = read(path, env);
  const file = basename(path);
  if (config.name === undefined) throw new Refusal(`${file} has no "name".`);
  if (config.main === undefined) throw new Refusal(`${file} has no "main": the file that exports the Worker.`);
  if (config.compatibility_date === undefined) throw new Refusal(`${file} has no "compatibility_date".`);
  const { name } = config;
  return {
    name,
    file,
    folder: dirname(path),
    main: relative(dirname(path), config.main),
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    vars: config.vars,
    limits: config.limits,
    bindings: config.durable_objects.bindings.map((binding) => ({
      name: binding.name,
      className: binding.class_name,
      worker: ownerOf(binding, name),
    })),
    migrations: config.migrations,
    exports: Object.fromEntries(
      Object.entries(config.exports ?? {}).filter(([, { type }]) => type === "durable-object"),
    ) as Release["exports"],
  };
}

function read(path: string, env: string | undefined): Unstable_Config {
  try {
    // An empty name says that the top level is meant, whatever CLOUDFLARE_ENV is set to.
    return readConfig({ config: path, env: env ?? "" }, { hideWarnings: true });
  } catch (error) {
    throw new Refusal(inWords((error as Error).message));
  }
}

/** The Worker whose class is bound. `environment` means a service environment, of which there are none any more. */
function ownerOf(
  { name, script_name: script, environment }: Unstable_Config["durable_objects"]["bindings"][number],
  self: string,
): string {
  if (environment === undefined) return script ?? self;
  throw new Refusal(
    `${name} binds a class in the service environment "${environment}" of ${script}. Service environments have been removed.`,
    "An environment of a configuration is deployed as a Worker of its own, and that one's name is its `script_name`.",
  );
}

/** wrangler lists what is wrong below the path of the file, indented. */
function inWords(message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^Processing .* configuration:$/.test(line)).join("\n");
}
