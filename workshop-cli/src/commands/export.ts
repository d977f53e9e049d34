import { resolve } from "node:path";
import { writeExport } from "../progress/export-file.ts";
import { tell } from "../session/tell.ts";
import { packCopies } from "../workspace/packed-copies.ts";
import { type Command, exitCodes } from "./command.ts";

/** Writes progress and copies into a file, for another machine. */
export const command = {
  async run(session, [file = ""]) {
    const { copies, notices } = packCopies(session.state);
    for (const notice of notices) tell(session, notice);
    const { events } = writeExport(session.state, resolve(session.workingFolder, file), copies);
    tell(session, `${file} holds ${events} events and ${copies.length} ${copies.length === 1 ? "copy" : "copies"}.`);
    tell(session, `On the other machine: npx workshop import ${file}`);
    return exitCodes.done;
  },
} satisfies Command;
