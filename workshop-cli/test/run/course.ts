import { countChecks } from "../../src/authoring/proof-json.ts";
import { prove } from "../../src/authoring/prove.ts";
import { loadCourse } from "../../src/course/load.ts";
import { openState } from "../../src/state.ts";
import { viewProof } from "../../src/ui/views/proof.ts";
import { type Check, root, sum } from "./check.ts";

/** The course's proof: each starter, solution, mistake and alternative graded once, each rule applied. `author check` goes deeper. */
export const course: Check = {
  name: "course",
  async run() {
    const whole = loadCourse(root);
    const onProof = (proof: Parameters<typeof viewProof>[0]) => console.log(viewProof(proof));
    const proofs = await prove(openState(root), whole, whole.exercises, {
      repeat: 1,
      depth: "quick",
      load: "none",
      onProof,
    });
    return sum(proofs.map((proof) => ({ ...countChecks(proof), skipped: 0 })));
  },
};
