import type { Exercise } from "../course/exercise.ts";
import type { Verdict } from "../grading/verdict.ts";
import { afterPass } from "../ui/views/passed.ts";
import { verdictView } from "../ui/views/verdict.ts";
import type { Session } from "./command.ts";
import { focusPath } from "./open-exercise.ts";
import { comesNext, readProgress } from "./where-you-are.ts";

/** The verdict's screen, with what to do next: by commands, or by the keys of a watch. */
export function showVerdict(session: Session, exercise: Exercise, verdict: Verdict, by: "commands" | "keys"): string {
  const theme = session.terminal.theme();
  const next =
    verdict.state === "passed" ? afterThisPass(session, exercise, verdict, by) : whenStuck(session, verdict, by);
  const { title, needs } = exercise;
  return verdictView(theme, { verdict, title, needs, focus: focusPath(session, exercise, verdict), next });
}

function afterThisPass(session: Session, exercise: Exercise, { stretch }: Verdict, by: "commands" | "keys"): string[] {
  const upNext = comesNext(session.course(), readProgress(session).progress);
  const goOn = by === "keys" ? "press n" : "npx workshop next";
  return afterPass(session.terminal.theme(), { exercise, stretch: stretch.state, upNext, goOn });
}

/** In a watch the footer says what to press. */
function whenStuck({ terminal }: Session, { xray }: Verdict, by: "commands" | "keys"): string[] {
  if (by === "keys") return [];
  const { code } = terminal.theme();
  return [
    `Stuck? ${code("npx workshop hint")}   The lesson: ${code("npx workshop read")}`,
    ...(xray.length > 0 ? [`What the objects hold: ${code("npx workshop test --xray")}`] : []),
  ];
}
