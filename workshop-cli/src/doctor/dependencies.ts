import { missing } from "../../bin/missing.mjs";
import { type Finding, fail, ok } from "./check.ts";

/** Whether what is installed agrees with the lock file. */
export function lookAtDependencies(): Finding {
  const absent = missing();
  if (absent.length === 0) return ok("as in package-lock.json");
  const [first] = absent;
  return fail(
    `${absent.length === 1 ? first : `${absent.length} packages, such as ${first}`}: not there, or in another version`,
    "Run `npm start`: it installs what is missing.",
  );
}
