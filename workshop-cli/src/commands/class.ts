import { resolve } from "node:path";
import { readClassroom } from "../classroom/read-classroom.ts";
import { classView } from "../ui/views/class.ts";
import { type Command, exitCodes } from "./command.ts";

/** Where a class stands, from the files that everybody has put into one folder. */
export const command = {
  options: [["--json", "for programs"]],
  async run(session, [folder = ""], { json }: { json?: boolean }) {
    const { terminal } = session;
    const classroom = readClassroom(resolve(session.workingFolder, folder));
    if (json) terminal.printJson({ version: 1, ...classroom });
    else terminal.print(classView(terminal.theme(), session.course(), classroom, Date.now()));
    return exitCodes.done;
  },
} satisfies Command;
