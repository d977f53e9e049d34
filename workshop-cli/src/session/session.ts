import type { Course } from "../course/exercise.ts";
import type { State } from "../state.ts";
import type { Terminal } from "../ui/terminal.ts";

/** One learner at one terminal: what every command is given. */
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
