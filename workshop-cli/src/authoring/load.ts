import { type ChildProcess, spawn } from "node:child_process";
import { availableParallelism } from "node:os";

/** Keeps every core busy while the proof runs, as a slow machine would be; answers how to stop. */
export function startLoad(): () => void {
  const busy = Array.from(
    { length: availableParallelism() },
    (): ChildProcess =>
      // It ends by itself when its parent's pipe closes, however that happens.
      spawn(
        process.execPath,
        [
          "-e",
          "process.stdin.on('end', () => process.exit()).resume(); setInterval(() => { const end = Date.now() + 50; while (Date.now() < end); }, 0)",
        ],
        { stdio: ["pipe", "ignore", "ignore"] },
      ),
  );
  return () => {
    for (const child of busy) child.kill("SIGKILL");
  };
}
