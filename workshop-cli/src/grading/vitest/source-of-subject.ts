import { resolve, sep } from "node:path";
import type { Plugin } from "vite";
import type { Assignment } from "../protocol.ts";

/** Where an exercise's `test/worker.ts` wraps the learner's Worker, `../src/…` means the subject's. */
export function sourceOfSubject({ exercise, subject }: Pick<Assignment, "exercise" | "subject">): Plugin {
  const own = resolve(exercise, "src") + sep;
  return {
    name: "workshop:source-of-subject",
    enforce: "pre",
    resolveId(source, importer) {
      if (!source.startsWith(".") || importer === undefined || !importer.startsWith(exercise + sep)) return null;
      const target = resolve(importer, "..", source);
      return target.startsWith(own) ? resolve(subject, "src", target.slice(own.length)) : null;
    },
  };
}
