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
    expected: expected === undefined ? null : asWanted(withoutColour(expected), withoutColour(raw.message ?? "")),
    actual: actual === undefined ? null : withoutColour(actual),
    file: frame?.file ?? null,
    line: frame?.line ?? null,
  };
}

const BOUNDS: Record<string, string> = {
  "less than": "less than",
  "less than or equal to": "at most",
  "greater than": "more than",
  "greater than or equal to": "at least",
};

const NOT_EQUAL =
  /expected ([\s\S]+) (?:not to|to not) (?:be|(?:deeply|strictly) equal) \1(?: \/\/ Object\.is equality)?$/;

/** Of a bound, and of a "not", the runner gives the value alone, as if that very one were wanted. The message says more. */
function asWanted(value: string, message: string): string {
  const [, bound] = /expected \S+ to be ((?:less|greater) than(?: or equal to)?) \S+$/.exec(message) ?? [];
  if (bound !== undefined) return `${BOUNDS[bound]} ${value}`;
  return NOT_EQUAL.test(message) ? `anything but ${value}` : value;
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
