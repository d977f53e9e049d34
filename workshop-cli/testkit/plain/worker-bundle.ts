import { existsSync } from "node:fs";
import { SourceMap } from "node:module";
import { join, relative, resolve } from "node:path";
import { type BuildFailure, build } from "esbuild";
import type { WorkerConfig } from "./worker-config.ts";

/** A Worker in one module. */
export type Bundle = {
  code: string;
  /** Names that the module exports. */
  exported: string[];
  /** Replaces places in the bundle by those in the source: `src/counter.ts:12:3`, with `from` before it. */
  inSource(text: string, from?: string): string;
};

/** Bundles a Worker. Throws a sentence where `main` is missing, can't be bundled, or lacks a class. */
export async function bundleWorker(folder: string, { main, durableObjects }: WorkerConfig): Promise<Bundle> {
  if (!existsSync(join(folder, main)))
    throw new Error(`"main" in wrangler.jsonc is ${main}, and there is no such file.`);
  const bundled = await bundle(folder, main).catch((failure: BuildFailure) => {
    throw new Error(describe(failure));
  });
  for (const { binding, className } of durableObjects) {
    if (!bundled.exported.includes(className)) {
      throw new Error(`wrangler.jsonc binds ${binding} to the class "${className}", but ${main} doesn't export it.`);
    }
  }
  return bundled;
}

/** Bundles `main` and all it imports. */
export async function bundle(folder: string, main: string): Promise<Bundle> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [main],
    outfile: "worker.mjs",
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    sourcemap: "external",
    logLevel: "silent",
  });
  const [map, code] = outputFiles.map(({ text }) => text) as [string, string];
  return {
    code,
    exported: Object.values(metafile.outputs).flatMap((output) => output.exports),
    inSource: inSourceBy(map, folder),
  };
}

function inSourceBy(text: string, folder: string): Bundle["inSource"] {
  const map = new SourceMap(JSON.parse(text));
  return (output, from = "") =>
    output.replace(/(?:file:\/\/)?[^\s()]*worker\.mjs:(\d+):(\d+)/g, (place, line, column) => {
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
      if (!("originalSource" in entry)) return place;
      const file = join(from, relative(folder, resolve(folder, entry.originalSource)));
      return `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    });
}

function describe({ errors }: BuildFailure): string {
  const [first] = errors;
  const place = first?.location ? `${first.location.file}:${first.location.line}:${first.location.column + 1}: ` : "";
  return `The Worker can't be bundled: ${place}${first?.text}`;
}
