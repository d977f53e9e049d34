import { writeFileSync } from "node:fs";
import type { Proof } from "../authoring/prove.ts";
import type { Exercise } from "../course/exercise.ts";
import { findExercise } from "../course/find.ts";
import { CourseError, UsageError } from "../errors.ts";
import type { Session } from "../session/session.ts";
import { type Command, exitCodes } from "./command.ts";

type Options = { repeat?: string; load?: boolean; record?: boolean; json?: boolean };

/** `workshop author check`: proves that exercises are sound, and says what isn't. For authors. */
export const command = {
  options: [
    ["--repeat <times>", "grade each answer so many times"],
    ["--load", "keep every core busy meanwhile"],
    ["--record", "write down what starters and mistakes fail with"],
    ["--json", "for programs"],
  ],
  async run(session, [action, ...names], options: Options) {
    if (action !== "check") throw new UsageError(`There is no \`author ${action}\`.`, "There is `author check`.");
    const { prove } = await import("../authoring/prove.ts");
    const { isSound, proofJson } = await import("../authoring/proof-json.ts");
    const { viewProof } = await import("../ui/views/proof.ts");
    const { terminal, state } = session;
    const exercises = chosen(session, names.flat());
    const proofs = await prove(state, session.course(), exercises, {
      repeat: timesOf(options.repeat),
      depth: "full",
      load: options.load ? "full" : "none",
      signal: session.cancelled,
      onProof: (proof) => {
        if (options.record) record(proof);
        if (!options.json) terminal.print(viewProof(proof));
      },
    });
    const ok = proofs.every(isSound);
    if (options.json) terminal.printJson(proofJson(proofs));
    else terminal.print(ok ? "The course is sound." : "The course isn't sound yet.");
    return ok ? exitCodes.done : exitCodes.course;
  },
} satisfies Command;

function chosen(session: Session, names: (string | undefined)[]): Exercise[] {
  const course = session.course();
  const given = names.filter((name) => name !== undefined);
  if (course.exercises.length === 0)
    throw new CourseError("There is no exercise to check.", "Write one: exercises/AUTHORING.md.");
  return given.length === 0 ? course.exercises : given.map((name) => findExercise(course, name));
}

function timesOf(repeat = "1"): number {
  const times = Number(repeat);
  if (Number.isInteger(times) && times > 0) return times;
  throw new UsageError(`"${repeat}" isn't a number of times.`, "Give a whole number: `--repeat 10`.");
}

/** Takes what the starter and the mistakes fail with today for what they should fail with. */
function record(proof: Proof): void {
  for (const { rule, file, text } of proof.records) {
    writeFileSync(file, text);
    for (const applied of proof.rules) if (applied.rule === rule) applied.problems = [];
  }
}
