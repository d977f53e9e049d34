import { UsageError } from "../errors.ts";
import { happened } from "../session/happened.ts";
import { tell } from "../session/tell.ts";
import { backupsView, whyInWords } from "../ui/views/backups.ts";
import { listBackups } from "../workspace/backup.ts";
import { undo } from "../workspace/undo.ts";
import { type Command, exitCodes } from "./command.ts";

/** Brings back a copy that a command replaced: the last one, or the nth last. */
export const command = {
  options: [["--list", "show what can be brought back"]],
  async run(session, [number], { list }: { list?: boolean }) {
    const { state, terminal } = session;
    if (list) {
      terminal.print(backupsView(terminal.theme(), listBackups(state)));
      return exitCodes.done;
    }
    const n = number === undefined ? 1 : Number(number);
    if (!Number.isInteger(n) || n < 1) {
      throw new UsageError(
        `"${number}" isn't a number from 1.`,
        "`npx workshop undo --list` shows what can be brought back.",
      );
    }
    const { exercise, broughtBack, backup } = undo(state, session.course(), n);
    happened(session, exercise, { type: "undone" });
    tell(session, `workspace/${exercise}/ is as it was before ${whyInWords(broughtBack)}.`);
    if (backup) tell(session, "What stood there is kept in turn: `npx workshop undo` changes them back.");
    return exitCodes.done;
  },
} satisfies Command;
