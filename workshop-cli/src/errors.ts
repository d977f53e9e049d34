/** A failure that a person can do something about: the message says what happened and where, `remedy` what to do next. */
export class WorkshopError extends Error {
  readonly exitCode: number;
  readonly remedy: string;

  constructor(exitCode: number, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.exitCode = exitCode;
    this.remedy = remedy;
  }
}

/** What was typed can't be meant so: exit code 2. */
export class UsageError extends WorkshopError {
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(2, message, remedy, options);
  }
}

/** The machine isn't fit: a full disk, a folder that can't be written, a missing tool. Exit code 3. */
export class EnvironmentError extends WorkshopError {
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(3, message, remedy, options);
  }
}

/** The course itself is at fault, and its authors have to mend it: exit code 4. */
export class CourseError extends WorkshopError {
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(4, message, remedy, options);
  }
}

/** Thrown where a question was answered by Ctrl-C, or by Escape, which in a watch only leads back to it. */
export class Cancelled extends Error {
  readonly by: "Ctrl-C" | "Escape";

  constructor(by: "Ctrl-C" | "Escape" = "Ctrl-C") {
    super(by);
    this.by = by;
  }
}
