/** What the user should know: what happened and where, then what to do next. Anything else thrown is our bug. */
export class WorkshopError extends Error {
  readonly exitCode: number;
  readonly remedy: string;

  constructor(message: string, remedy: string, exitCode: number) {
    super(message);
    this.name = new.target.name;
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}

/** The command was used wrongly. */
export class UsageError extends WorkshopError {
  constructor(message: string, remedy: string) {
    super(message, remedy, 2);
  }
}

/** The machine isn't fit: a full disk, a folder that can't be written to, a tool that doesn't start. */
export class EnvironmentError extends WorkshopError {
  constructor(message: string, remedy: string) {
    super(message, remedy, 3);
  }
}

/** The course itself is at fault. */
export class CourseError extends WorkshopError {
  constructor(message: string, remedy: string) {
    super(message, remedy, 4);
  }
}
