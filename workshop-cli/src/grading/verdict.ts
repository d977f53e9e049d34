/** What the grader found. The same object is printed by `test --json`. */
export type Verdict = {
  version: 1;
  exercise: string;
  number: number;
  subject: SubjectKind;
  /** False when the exercise's tests differ from those that were published. */
  official: boolean;
  state: VerdictState;
  durationMs: number;
  tasks: TaskResult[];
  stretch: { state: "absent" | "passed" | "failed" };
  tests: TestResult[];
  /** Type errors are advice: they never change the state. */
  types: TypeAdvice[];
  /** What the learner's code printed, line by line. */
  logs: string[];
  /** Errors that left the learner's code, with their places; tests ask for some. Empty where all passed. */
  thrown: string[];
  /** The objects that failing tests touched, as those left them. */
  xray: TestSeen[];
  /** Why it is broken or timed out, or how the stretch ended the run, in a sentence. */
  problem: string | null;
};

export type SubjectKind = "starter" | "copy" | "solution" | "mistake" | "alternative" | "undone";
export type VerdictState = "passed" | "failed" | "broken" | "timed-out";
export type TaskResult = { number: number; title: string; state: "passed" | "failed" | "not-run" };

export type TestResult = {
  /** The task's number; `null` for the stretch. */
  task: number | null;
  name: string;
  /** True for behaviour that the starter already has (`describe("given: …")`). */
  guard: boolean;
  state: "passed" | "failed" | "not-run";
  message: string | null;
  expected: string | null;
  actual: string | null;
  /** Relative to the course's root. */
  file: string;
  line: number | null;
  durationMs: number;
};

export type TestSeen = { task: number | null; test: string; objects: ObjectSeen[] };

/** What an object held. Long things are cut; the counts tell of how much. */
export type ObjectSeen = {
  className: string;
  /** `null` where nobody asked for it by name. */
  name: string | null;
  id: string;
  tables: TableSeen[];
  keys: { key: string; value: string }[];
  keyCount: number;
  /** ISO 8601; `null` where none is set. */
  alarm: string | null;
  sockets: { tags: string[]; attachment: string }[];
};

/** The first rows of a table, as text. */
export type TableSeen = { name: string; columns: string[]; rows: string[][]; rowCount: number };

export type TypeAdvice = { file: string; line: number; message: string };
