import { join, resolve } from "node:path";
import { normalizePath, type Plugin } from "vite";
import type { Assignment } from "../protocol.ts";
import { namesOf } from "./results.ts";

/** Where an exercise's `test/worker.ts` wraps the learner's Worker, `../src/…` means the subject's. */
export function sourceOfSubject({ exercise, subject }: Pick<Assignment, "exercise" | "subject">): Plugin {
  const [homes, sources] = [namesOf(exercise), namesOf(join(exercise, "src"))];
  return {
    name: "workshop:source-of-subject",
    enforce: "pre",
    resolveId(source, importer) {
      if (!source.startsWith(".") || !homes.some((home) => normalizePath(importer ?? "").startsWith(home))) return null;
      const target = normalizePath(resolve(importer ?? "", "..", source));
      const from = sources.find((folder) => target.startsWith(folder));
      return from === undefined ? null : join(subject, "src", target.slice(from.length));
    },
  };
}
