import { diagnose } from "../doctor/diagnose.ts";
import { temporaryFolder } from "../grading/temporary.ts";
import { diagnosisView } from "../ui/views/diagnosis.ts";
import { type Command, exitCodes } from "./command.ts";

/** `workshop doctor`: is this machine fit? */
export const command: Command = {
  options: [["--json", "the answer as JSON"]],
  async run({ state, env, terminal }, _, { json }) {
    const theme = terminal.theme();
    const isTerminal = Boolean(terminal.output.isTTY);
    const found = await diagnose({ state, env, theme, isTerminal, temporary: temporaryFolder(), now: Date.now() });
    if (json) terminal.printJson(found);
    else terminal.print(diagnosisView(theme, found));
    return found.ok ? exitCodes.done : exitCodes.environment;
  },
};
