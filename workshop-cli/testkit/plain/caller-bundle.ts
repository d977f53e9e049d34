import { bundle } from "./worker-bundle.ts";

let bundled: Promise<string> | undefined;

/** The code of the Worker that calls objects for a test: bundled once for all. */
export function callerBundle(): Promise<string> {
  bundled ??= bundle(import.meta.dirname, "caller.ts").then(({ code }) => code);
  return bundled;
}
