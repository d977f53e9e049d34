import { type Finding, fail, ok, warn } from "./check.ts";

/** Whether a run fits into memory: Vitest, workerd and an editor beside them. `bytes` is what may still be used. */
export function lookAtMemory(bytes: number): Finding {
  const detail = `${(bytes / 1e9).toFixed(1)} GB free`;
  if (bytes < 0.3e9) return fail(detail, "Close some programs, or give the container more memory.");
  if (bytes < 1e9) return warn(detail, "A run takes about half a gigabyte: close some programs if it gets slow.");
  return ok(detail);
}
