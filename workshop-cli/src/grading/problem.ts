import { relative } from "node:path";
import type { Outcome } from "./compose.ts";
import type { Failure } from "./protocol.ts";

/** Says in a sentence or two why a run ended without a verdict on the code. */
export function explainEnd(outcome: Exclude<Outcome, { state: "ran" }>): string {
  const during = "test" in outcome && outcome.test !== null ? ` while the test "${outcome.test}" ran` : "";
  switch (outcome.state) {
    case "timed-out":
      return `No answer after ${outcome.seconds} seconds${during}, so the run was ended. Look for a loop that never ends, or a promise that nobody settles. If there is none, this machine may be too busy: \`npx workshop doctor\` tells.`;
    case "flooded":
      return `Your code printed more than a million characters${during}, so the run was ended. Look for a loop around a console.log.`;
    case "filled":
      return `Your code stored more than half a gigabyte${during}, so the run was ended. Look for a loop that stores without end.`;
    case "no-start":
      return `The tests had not begun after ${outcome.seconds} seconds. \`npx workshop doctor\` tells whether this machine is fit, and has time; what the tools printed, if anything, is in .workshop/logs/grader.log.`;
    case "ended":
      return `The process that runs the tests ended early${during}. Try once more. If it ends again, \`npx workshop doctor\` tells whether this machine is fit: memory may have run out. What the tools printed, if anything, is in .workshop/logs/grader.log.`;
    case "refused":
      return outcome.problem;
  }
}

/** Explains an error that belongs to no test: a module that doesn't load, a promise that nobody handles. */
export function explainError(error: Failure, root: string): string {
  return (
    explainSyntax(error.message, root) ??
    explainMissingExport(error.message) ??
    place(firstLines(error.message, 4), error, root)
  );
}

/** Explains a rejection that nobody awaited. */
export function explainUnhandled(error: Failure, root: string): string {
  const what = place(firstLines(error.message, 2), error, root);
  return `A promise was rejected, and nothing awaited or caught it: ${what}`;
}

/** A binding without its class fails every test alike, and with words that don't help. */
export function explainMissingExport(message: string): string | null {
  const name = message.match(/does not export an? (\w+) (?:Durable Object|entrypoint)/)?.[1];
  return name === undefined
    ? null
    : `wrangler.jsonc binds the class "${name}", but src/index.ts doesn't export one of that name. Export it, or mend "class_name".`;
}

function explainSyntax(message: string, root: string): string | null {
  if (!/PARSE_ERROR|Transform failed|Parse failure|Unterminated/.test(message)) return null;
  const what = message.match(/\[PARSE_ERROR\]\s*(.+)/)?.[1] ?? firstLines(message, 2);
  const where = message.match(/╭─\[\s*(.+?):(\d+):(\d+)\s*\]/);
  if (where === null) return `Syntax error, so nothing could be run: ${what}`;
  const [, file, line, column] = where as unknown as [string, string, string, string];
  return `Syntax error, so nothing could be run: ${what} (${tidy(file, root)}:${line}:${column})`;
}

function place(sentence: string, { file, line }: Failure, root: string): string {
  const text = tidy(sentence, root);
  return file === null ? text : `${text} (${relative(root, file)}:${line})`;
}

/** Paths are shown from the course's root. */
function tidy(text: string, root: string): string {
  return text
    .replaceAll(`${root}/`, "")
    .replaceAll(`${root.slice(1)}/`, "")
    .replace(/ imported from {1,2}cloudflare:test-\w+/, "");
}

function firstLines(text: string, count: number): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("[vitest-pool]"))
    .slice(0, count)
    .join("\n");
}
