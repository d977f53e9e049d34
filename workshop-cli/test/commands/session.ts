import { PassThrough } from "node:stream";
import { runCommandLine } from "../../src/cli.ts";
import { loadCourse } from "../../src/course/load.ts";
import { WorkshopError } from "../../src/errors.ts";
import { openState } from "../../src/state.ts";
import { openTerminal } from "../../src/ui/terminal.ts";

/** What a command printed, told beside it, and how it ended: `refused` holds a `WorkshopError`'s two parts. */
export type Answer = { code: number; out: string; notices: string; refused: string };

/** Runs a command line without a terminal, in this process. */
export async function workshop(root: string, ...typed: string[]): Promise<Answer> {
  return workshopIn(root, root, ...typed);
}

/** The same, typed in some folder. */
export async function workshopIn(root: string, workingFolder: string, ...typed: string[]): Promise<Answer> {
  const [out, notices] = [collect(), collect()];
  const streams = { stdin: new PassThrough(), stdout: out.stream, stderr: notices.stream };
  const env = { LANG: "C.UTF-8", NO_COLOR: "1" };
  const terminal = openTerminal(
    { ...streams, env, platform: "linux" } as unknown as NodeJS.Process,
    typed.includes("--plain"),
  );
  const session = {
    state: openState(root),
    terminal,
    workingFolder,
    env,
    course: () => loadCourse(root),
    cancelled: new AbortController().signal,
  };
  try {
    const code = await runCommandLine(
      session,
      typed.filter((each) => each !== "--plain"),
    );
    return { code, out: out.text(), notices: notices.text(), refused: "" };
  } catch (error) {
    if (!(error instanceof WorkshopError)) throw error;
    const refused = `${error.message}\n${error.remedy}`;
    return { code: error.exitCode, out: out.text(), notices: notices.text(), refused };
  }
}

function collect() {
  const stream = new PassThrough();
  const texts: string[] = [];
  stream.on("data", (chunk) => texts.push(String(chunk)));
  return { stream, text: () => texts.join("") };
}
