import type { Exercise } from "../course/exercise.ts";
import { readLesson } from "../course/lesson.ts";
import { Cancelled } from "../errors.ts";
import type { Grader } from "../grading/grader.ts";
import { openExercise } from "../session/open-exercise.ts";
import { focusPaths } from "../session/places.ts";
import type { Session } from "../session/session.ts";
import { openLiveLine } from "../ui/live-line.ts";
import { lessonHeadView } from "../ui/views/lesson.ts";
import { openFooter, openPlainFooter } from "./footer.ts";
import { openKeyboard } from "./keys.ts";
import { openMailbox } from "./mailbox.ts";
import { type Happening, watchExercise } from "./watch-exercise.ts";

/** Grades an exercise at every save until the learner quits, and goes on to others when asked. Throws `Cancelled` for Ctrl-C. */
export async function watch(session: Session, grader: Grader, first: Exercise): Promise<void> {
  const mailbox = openMailbox<Happening>();
  const line = openLiveLine(session.terminal);
  // All that is said during a watch goes above its last line, with room between.
  const print = (text: string) => line.print(`${text}\n`);
  const terminal = { ...session.terminal, print, notice: print };
  const cancel = () => mailbox.post({ type: "cancelled" });
  session.cancelled.addEventListener("abort", cancel, { once: true });
  const keyboard = openKeyboard(terminal, {
    onKey: (key) => mailbox.post({ type: "key", key }),
    onCancel: cancel,
    onStop: () => footer.close(),
    onReturn: () => mailbox.post({ type: "returned" }),
  });
  const footer = terminal.canRedraw ? openFooter(terminal, line) : openPlainFooter(terminal, keyboard.isImmediate);
  try {
    if (session.cancelled.aborted) throw new Cancelled();
    const place = { session: { ...session, terminal }, grader, mailbox, footer, keyboard };
    let exercise = await watchExercise(place, first);
    while (exercise !== null) {
      openExercise(place.session, exercise);
      const head = lessonHeadView(terminal.theme(), exercise, readLesson(exercise), {
        focus: focusPaths(session, exercise),
      });
      terminal.print(head);
      exercise = await watchExercise(place, exercise);
    }
  } finally {
    session.cancelled.removeEventListener("abort", cancel);
    footer.close();
    line.close();
    keyboard.close();
  }
}
