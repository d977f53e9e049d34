import { resolve } from "node:path";
import { mergeEvents, readExport } from "../progress/export-file.ts";
import { happened } from "../session/happened.ts";
import { tell } from "../session/tell.ts";
import { checkPackedCopies, unpackCopies } from "../workspace/packed-copies.ts";
import { type Command, exitCodes } from "./command.ts";

/** Adds the progress and the copies of another machine to those that are here. */
export const command = {
  async run(session, [file = ""]) {
    const { state } = session;
    const { events, copies } = readExport(resolve(session.workingFolder, file));
    const packed = checkPackedCopies(copies);
    const { added } = mergeEvents(state, events);
    const { made, replaced } = unpackCopies(state, session.course(), packed);
    for (const slug of [...made, ...replaced]) happened(session, slug, { type: "imported" });
    tell(session, added === 0 ? "Nothing new in the progress: it was here already." : `${added} events added.`);
    if (made.length > 0) tell(session, `New copies: ${made.join(", ")}.`);
    if (replaced.length > 0) {
      tell(session, `Replaced: ${replaced.join(", ")}. Yours are kept: \`npx workshop undo --list\`.`);
    }
    return exitCodes.done;
  },
} satisfies Command;
