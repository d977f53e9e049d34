import { writeFileSync } from "node:fs";
import type { Course, Exercise } from "../course/exercise.ts";
import type { State } from "../state.ts";

export type AuthorCheckOptions = { repeat: number; load: boolean; record: boolean; json: boolean };

/** Proves exercises sound, tells what was found, and answers whether all of them are. */
export async function authorCheck(
  state: State,
  course: Course,
  exercises: Exercise[],
  options: AuthorCheckOptions,
  output: NodeJS.WritableStream,
): Promise<boolean> {
  const { prove } = await import("../authoring/prove.ts");
  const { isSound, proofJson } = await import("../authoring/proof-json.ts");
  const { recordOf, recordPath } = await import("../authoring/rules/starter.ts");
  const { viewProof } = await import("../ui/views/proof.ts");
  const print = (text: string) => (options.json ? false : output.write(`${text}\n`));
  const proofs = await prove(state, course, exercises, {
    repeat: options.repeat,
    load: options.load ? "full" : "none",
    onProof: (proof) => {
      const [verdict] = proof.material.starter.verdicts;
      if (options.record && verdict) {
        writeFileSync(recordPath(proof), recordOf(verdict));
        const messages = proof.rules.find(({ rule }) => rule === "starter's messages");
        if (messages) messages.problems = [];
      }
      print(viewProof(proof));
    },
  });
  const ok = proofs.every(isSound);
  if (options.json) output.write(`${JSON.stringify(proofJson(proofs), null, 2)}\n`);
  else print(ok ? "The course is sound." : "The course isn't sound yet.");
  return ok;
}
