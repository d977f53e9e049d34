import { createRequire } from "node:module";
import { tell } from "../session/tell.ts";
import { verdictNow } from "../session/verdict-now.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { reportView } from "../ui/views/report.ts";
import { workshopVersion } from "../version.ts";
import { commitOf } from "../workspace/git.ts";
import { testsHash } from "../workspace/hash.ts";
import { outdatedFiles } from "../workspace/outdated.ts";
import { type Command, exitCodes } from "./command.ts";

/** "Is this exercise wrong?": what somebody who looks into it has to know, as Markdown for an issue. */
export const command = {
  async run(session, [name]) {
    const { state, terminal } = session;
    const exercise = chooseExercise(session, name);
    const verdict = await verdictNow(session, exercise);
    const report = reportView({
      exercise,
      verdict,
      tests: testsHash(exercise),
      outdated: outdatedFiles(state, exercise).map(({ path }) => path),
      versions: {
        workshop: workshopVersion(),
        commit: commitOf(state.root),
        node: process.version,
        workerd: installed("workerd"),
        plugin: installed("@cloudflare/vitest-plugin"),
        system: `${process.platform} ${process.arch}`,
      },
    });
    terminal.print(report);
    tell(session, "Send these lines to where you got the workshop from. Your code isn't in them: add what matters.");
    return exitCodes.done;
  },
} satisfies Command;

function installed(name: string): string {
  const read = createRequire(import.meta.url);
  try {
    return (read(`${name}/package.json`) as { version: string }).version;
  } catch {
    return "unknown"; // a package that shows nobody its version
  }
}
