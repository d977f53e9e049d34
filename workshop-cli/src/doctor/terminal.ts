import type { Theme } from "../ui/theme.ts";
import { type Finding, ok, warn } from "./check.ts";

/** What the screen can show; everything works without a terminal as well, so this is never a failure. */
export function lookAtTerminal(theme: Theme, isTerminal: boolean, env: Record<string, string | undefined>): Finding {
  const hasColour = theme.good("x") !== "x";
  const detail = [
    isTerminal ? "a terminal" : "no terminal (piped)",
    `${theme.width} columns`,
    hasColour ? "colour" : "no colour",
    theme.isUnicode ? "Unicode" : "ASCII",
    ...(theme.isPlain ? ["plain"] : []),
    ...(env.TERM ? [`TERM=${env.TERM}`] : []),
  ].join(", ");
  if (isTerminal && theme.width < 60) return warn(detail, "Make the window wider: 80 columns show everything.");
  return ok(detail);
}
