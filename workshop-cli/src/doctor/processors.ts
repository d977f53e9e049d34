import { type Finding, ok, warn } from "./check.ts";

/**
 * Whether the processors have time for a run. `waiting` is how many programs wanted one in the last minute; Windows
 * doesn't tell, and says 0.
 */
export function lookAtProcessors(count: number, waiting: number): Finding {
  const cores = count === 1 ? "1 core" : `${count} cores`;
  if (waiting > 2 * count)
    return warn(
      `${cores}, wanted by ${Math.round(waiting)} programs`,
      "Runs take longer than they would, and long ones may be ended: see what else computes.",
    );
  return count === 1
    ? warn(cores, "Runs take about twice as long as on two. Nothing else is amiss.")
    : ok(waiting === 0 ? cores : `${cores}, wanted by ${waiting.toFixed(1)} programs`);
}
