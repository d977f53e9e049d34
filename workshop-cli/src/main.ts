import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "./cli.ts";
import { exitCodes } from "./commands/command.ts";
import { loadCourse } from "./course/load.ts";
import { Cancelled, WorkshopError } from "./errors.ts";
import type { Session } from "./session/session.ts";
import { openState } from "./state.ts";
import { openTerminal } from "./ui/terminal.ts";
import { bugView, problemView } from "./ui/views/problem.ts";

const typed = process.argv.slice(2);
const terminal = openTerminal(process, typed.includes("--plain"));
const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // Ctrl-C in a pager is meant for the pager, but the terminal tells us as well.
    if (signal === "SIGINT" && terminal.isLent()) return;
    // Who asks twice doesn't want to wait for anything.
    if (interruption.signal.aborted) process.exit(exitCodes.cancelled);
    interruption.abort(new Cancelled());
  });
}
// Whoever reads our output may leave before its end, as `| head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 3));

try {
  process.exitCode = await runCommandLine(
    openSession(),
    typed.filter((each) => each !== "--plain"),
  );
} catch (error) {
  process.exitCode = tell(error);
}

function openSession(): Session {
  const root = resolve(process.env.WORKSHOP_ROOT ?? fileURLToPath(new URL("../../", import.meta.url)));
  let course: ReturnType<Session["course"]> | undefined;
  return {
    state: openState(root),
    terminal,
    workingFolder: whereTyped(),
    env: process.env,
    course: () => (course ??= loadCourse(root)),
    cancelled: interruption.signal,
  };
}

/** `npm start` runs in the repository's root, wherever it was typed. */
function whereTyped(): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  return script === "start" && folder ? folder : process.cwd();
}

/** Tells people what went wrong, and answers the exit code: what they can mend in three parts, our bugs with the stack. */
function tell(error: unknown): number {
  if (error instanceof Cancelled || interruption.signal.aborted) return exitCodes.cancelled;
  if (error instanceof WorkshopError) {
    terminal.notice(problemView(terminal.theme(), error));
    return error.exitCode;
  }
  terminal.notice(bugView(terminal.theme(), error));
  return 70;
}
