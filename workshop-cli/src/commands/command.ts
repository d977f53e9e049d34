import type { Course } from "../course/exercise.ts";
import type { State } from "../state.ts";
import type { Terminal } from "../ui/terminal.ts";

/** What every command is given. */
export type Session = {
  state: State;
  terminal: Terminal;
  /** Where the command was typed. */
  workingFolder: string;
  env: Record<string, string | undefined>;
  /** Read at the first call. */
  course(): Course;
  /** Aborted by Ctrl-C and by a terminal that is closed. */
  cancelled: AbortSignal;
};

/** A command as data: what it may be given beside its arguments, and what it does. */
export type Command = {
  options?: [flags: string, description: string][];
  /** Answers the exit code. */
  run(session: Session, names: (string | undefined)[], options: Record<string, unknown>): Promise<ExitCode>;
};

export const exitCodes = { done: 0, notPassed: 1, wrongUsage: 2, environment: 3, course: 4, cancelled: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Thrown where a question was answered by Ctrl-C, or by Escape, which in a watch only leads back to it. */
export class Cancelled extends Error {
  readonly by: "Ctrl-C" | "Escape";

  constructor(by: "Ctrl-C" | "Escape" = "Ctrl-C") {
    super(by);
    this.by = by;
  }
}
