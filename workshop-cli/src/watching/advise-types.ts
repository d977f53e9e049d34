import type { Exercise } from "../course/exercise.ts";
import { copyOf } from "../grading/assemble.ts";
import { checkTypes } from "../grading/check-types.ts";
import type { TypeAdvice } from "../grading/verdict.ts";
import type { State } from "../state.ts";

/** Checks the types of a copy beside the grading: only after a verdict, so that it never waits for the compiler. */
export function adviseTypes(
  state: State,
  exercise: Exercise,
  onAdvice: (types: TypeAdvice[]) => void,
): { start(): void; stop(): void } {
  let control = new AbortController();
  return {
    start() {
      control = new AbortController();
      const { signal } = control;
      checkTypes(state, copyOf(exercise, state.copy(exercise.slug)), signal).then((types) => {
        if (!signal.aborted && types.length > 0) onAdvice(types);
      });
    },
    stop: () => control.abort(),
  };
}
