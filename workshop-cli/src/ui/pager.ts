import { spawn } from "node:child_process";
import type { Terminal } from "./terminal.ts";

/** What of the environment chooses a pager. */
type Environment = Record<string, string | undefined>;

/**
 * Prints a text that may be longer than the window. Then it is shown from its beginning by the learner's `$PAGER`, or by
 * `less`, as git and man do it; an empty `$PAGER` means none. Where there is no pager the text is just printed.
 */
export async function printFromTop(terminal: Terminal, env: Environment, text: string): Promise<void> {
  const { output, canRedraw, isInteractive } = terminal;
  const fits = text.split("\n").length < (output.rows || 24);
  const [pager, ...args] = (env.PAGER ?? "less").split(/\s+/).filter(Boolean);
  if (fits || !canRedraw || !isInteractive || pager === undefined) return terminal.print(text);
  const wasShown = await terminal.lend(() => page(pager, args, env, `${terminal.encode(text)}\n`));
  if (!wasShown) terminal.print(text);
}

/** Answers whether the pager could be started. */
function page(pager: string, args: string[], env: Environment, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    // Colours as they are; the text stays on the screen, and one page ends by itself.
    const child = spawn(pager, args, { stdio: ["pipe", "inherit", "inherit"], env: { LESS: "FRX", LV: "-c", ...env } });
    child.on("error", () => resolve(false));
    child.on("close", () => resolve(true));
    // Who leaves before the end has read enough.
    child.stdin.on("error", () => {});
    child.stdin.end(text);
  });
}
