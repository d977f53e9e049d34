import type { ObjectSeen } from "./verdict.ts";

/** What the grader asks of its child, and what the child tells: one JSON object a line over a pipe. */
export type Ask = { type: "grade"; id: number; assignment: Assignment };

export type Assignment = {
  /** Absolute path of the exercise whose tests are run. */
  exercise: string;
  /** Absolute path of the folder that the tests are run on. */
  subject: string;
  /** Where tools may keep what they compute. */
  cache: string;
  /**
   * What becomes of workerd after a run: it is stopped; a spare one is started for a run that will follow; or it is kept,
   * and the next run has the same one.
   */
  between: Between;
  /** Names of the test files that are run; all when absent. */
  only?: string[];
  /** Multiplies the limit of each test: on a busy machine they are slow for no fault of the code. */
  patience: number;
  /** How many times slower than an idle machine this one is now: what tests wait for may take so much longer. */
  slowness: number;
};

export type Between = "stop" | "spare" | "keep";

export type Tell =
  | { type: "running"; id: number }
  | { type: "test"; id: number; file: string; name: string }
  | { type: "log"; id: number; text: string }
  | { type: "threw"; id: number; text: string }
  /** A file of tests is done, whatever the next one does; with it what nobody had handled by then. */
  | { type: "module"; id: number; module: ModuleRun; unhandled: Unhandled[] }
  | { type: "run"; id: number; run: Run };

/** The results of one run, in our words: nothing outside of vitest/ sees the test runner's types. */
export type Run = {
  modules: ModuleRun[];
  /** Errors that belong to no test. */
  unhandled: Unhandled[];
};

/** What nobody handled, with the name of the file of tests that ran then, where that is known. */
export type Unhandled = Failure & { during: string | null };

export type ModuleRun = {
  /** File name in the exercise's `test/`. */
  file: string;
  errors: Failure[];
  tests: TestRun[];
};

export type TestRun = {
  describe: string;
  name: string;
  state: "passed" | "failed" | "skipped" | "pending";
  failure: Failure | null;
  durationMs: number;
  /** What the objects held that it touched, where it failed. */
  seen: ObjectSeen[];
};

export type Failure = {
  name: string;
  message: string;
  expected: string | null;
  actual: string | null;
  /** Absolute path and line of the first frame outside the tools. */
  file: string | null;
  line: number | null;
};
