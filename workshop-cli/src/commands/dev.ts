import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { openExercise } from "../session/open-exercise.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { type Command, type ExitCode, exitCodes } from "./command.ts";

/** Runs `wrangler dev` on the copy, on the Node that runs us. What follows `--` goes to wrangler. */
export const command = {
  async run(session, [name, ...rest]) {
    const isExercise = name !== undefined && !name.startsWith("-");
    const exercise = chooseExercise(session, isExercise ? name : undefined);
    const { copy } = openExercise(session, exercise);
    const passedOn = [...(isExercise || name === undefined ? [] : [name]), ...rest].flatMap((each) => each ?? []);
    const wrangler = join(
      dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
      "bin",
      "wrangler.js",
    );
    return new Promise<ExitCode>((resolve, reject) => {
      const child = spawn(process.execPath, [wrangler, "dev", ...passedOn], {
        cwd: copy,
        stdio: "inherit",
        env: { ...session.env, WRANGLER_LOG_PATH: session.state.logs },
      });
      // Ctrl-C reaches wrangler by the terminal; a signal that was sent to us alone must be passed on.
      session.cancelled.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
      child.on("error", reject);
      child.on("exit", (code) => {
        if (session.cancelled.aborted) resolve(exitCodes.cancelled);
        else resolve(code === 0 ? exitCodes.done : exitCodes.environment);
      });
    });
  },
} satisfies Command;
