import type { Failure } from "./protocol.ts";

type Frame = { file: string; line: number };
type RawError = {
  name?: string;
  message?: string;
  expected?: string;
  actual?: string;
  stacks?: Frame[];
  cause?: RawError;
};

/** Puts an error of the test runner into our words; colours and paths of the tools are taken out. */
export function toFailure(error: unknown, isOurs: (file: string) => boolean): Failure {
  const raw = (typeof error === "object" && error !== null ? error : { message: String(error) }) as RawError;
  const frame = raw.stacks?.find((each) => isOurs(each.file));
  // Of `toContain()` and its like there is an actual value alone, which compares to nothing: the message says both.
  const { expected, actual } = raw.expected === undefined ? {} : raw;
  return {
    name: raw.name ?? "Error",
    message: withoutColour(messages(raw).join("\n")),
    expected: expected === undefined ? null : withoutColour(expected),
    actual: actual === undefined ? null : withoutColour(actual),
    file: frame?.file ?? null,
    line: frame?.line ?? null,
  };
}

function messages(error: RawError): string[] {
  const own = inOurWords(error.message ?? String(error));
  return error.cause && typeof error.cause === "object" ? [own, ...messages(error.cause)] : [own];
}

/** Vitest advises whoever writes tests; who reads this writes what they test. */
function inOurWords(message: string): string {
  const [, milliseconds] = /^(?:Test|Hook) timed out in ([\d.]+)ms/.exec(message) ?? [];
  if (milliseconds === undefined) return message;
  const seconds = Math.round(Number(milliseconds) / 1000);
  return `It wasn't over after ${seconds} s: something that it waits for never came, such as a promise that nobody resolves, or an answer that isn't sent.`;
}

/** Takes escape sequences for colour out of a text. */
export function withoutColour(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  return String(text).replace(/\u001b\[[0-9;]*m/g, "");
}
