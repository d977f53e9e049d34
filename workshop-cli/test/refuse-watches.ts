import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { onTestFinished } from "vitest";

/** Lets the system refuse every watch on a file or folder until the test ends, with the code that it gives. */
export function refuseWatches(code: string): void {
  const { watch } = fs;
  const replace = (by: typeof watch) => {
    fs.watch = by;
    // Who imported it by name gets this one as well.
    syncBuiltinESMExports();
  };
  replace(() => {
    throw Object.assign(new Error(`${code}: no watch for you`), { code, syscall: "watch" });
  });
  onTestFinished(() => replace(watch));
}
