import type { Session } from "../session/session.ts";

/** A command as data: what it may be given beside its arguments, and what it does. */
export type Command = {
  options?: [flags: string, description: string][];
  /** Answers the exit code. */
  run(session: Session, names: (string | undefined)[], options: Record<string, unknown>): Promise<ExitCode>;
};

export const exitCodes = { done: 0, notPassed: 1, wrongUsage: 2, environment: 3, course: 4, cancelled: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
