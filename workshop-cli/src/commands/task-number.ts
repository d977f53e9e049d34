import { UsageError } from "../errors.ts";

/** The task that `--task` names; `undefined` where it wasn't given. */
export function taskNumber(written: string | undefined, command: string): number | undefined {
  if (written === undefined) return undefined;
  if (/^\d+$/.test(written)) return Number(written);
  throw new UsageError(
    `"${written}" isn't the number of a task.`,
    `Give one as in \`npx workshop ${command} --task 2\`.`,
  );
}
