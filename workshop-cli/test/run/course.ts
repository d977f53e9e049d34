import { countChecks } from "../../src/authoring/proof-json.ts";
import { type Proof, prove } from "../../src/authoring/prove.ts";
import { loadCourse } from "../../src/course/load.ts";
import { openState } from "../../src/state.ts";
import { viewProof } from "../../src/ui/views/proof.ts";
import { type Check, type Counts, root, sum } from "./check.ts";

/** The course at a glance: each starter fails as it is meant to, each solution passes, texts and files are in order. */
export const course: Check = { name: "course", run: () => proveAll("glance") };

/** The course's proof: each mistake and each alternative, too, once. `author check` goes deeper. */
export const proof: Check = { name: "proof", onRequest: true, run: () => proveAll("quick") };

async function proveAll(depth: "glance" | "quick"): Promise<Counts> {
  const whole = loadCourse(root);
  const onProof = (proof: Proof) => console.log(viewProof(proof));
  const proofs = await prove(openState(root), whole, whole.exercises, { repeat: 1, depth, load: "none", onProof });
  return sum(proofs.map((proof) => ({ ...countChecks(proof), skipped: 0 })));
}
