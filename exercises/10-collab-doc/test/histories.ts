import type { TestSocket } from "#testkit/sockets";
import { type Edit, textWith } from "./text-with.ts";
import { answerTo, inWords } from "./writers.ts";

/** An edit that somebody made on what they had seen. Every letter that is written is another one. */
type Step = Edit & { who: string; seen: string; wrote: string };

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** What stands in a document before its history begins, as version 1. */
export const BEFORE = LETTERS.slice(0, 10);

/**
 * Three write a random history, each of them on some version between the last that they have seen and the newest, while
 * one reads along. Answers what is wrong in the end, or "nothing". The same seed gives the same edits.
 */
export async function play(seed: number, writers: Map<string, TestSocket>, reader: TestSocket): Promise<string> {
  const upTo = dice(seed);
  const texts = ["", BEFORE];
  const lastSeen = new Map([...writers.keys()].map((who) => [who, 1]));
  const steps: Step[] = [];
  let letters = BEFORE.length;
  while (steps.length < 12) {
    const [who, socket] = [...writers][upTo(writers.size - 1)] as [string, TestSocket];
    const last = lastSeen.get(who) as number;
    const version = last + upTo(texts.length - 1 - last);
    const seen = texts[version] as string;
    const at = upTo(seen.length);
    const remove = upTo(1) * upTo(seen.length - at);
    const insert = LETTERS.slice(letters, letters + (remove === 0 ? 1 + upTo(2) : upTo(1)));
    letters += insert.length;
    const edit = { at, remove, insert };
    const wrote = textWith(seen, edit);
    const isNewest = version === texts.length - 1;
    steps.push({ who, seen, wrote, ...edit });
    const answer = await answerTo(socket, { type: "merge", version, ...edit });
    if (answer.type !== "accepted") return `the answer to ${lastOf(steps)} is: ${inWords(answer)}`;
    while (texts.length <= Number(answer.version)) {
      const edited = await reader.next("edited");
      if (edited.version !== texts.length) return `version ${edited.version} is told after version ${texts.length - 1}`;
      texts.push(textWith(texts.at(-1) as string, edited as unknown as Edit));
    }
    lastSeen.set(who, texts.length - 1);
    const text = texts.at(-1) as string;
    // What was made on the newest version needn't come back with the text: it is what its writer sees.
    const own = answer.text === undefined && isNewest ? wrote : answer.text;
    const wrong = own === text ? fault(text, steps) : `${who} has ${quoted(own)}, and the others have another text`;
    if (wrong !== null) return `${wrong} in ${quoted(text)}, after ${lastOf(steps)}`;
  }
  return "nothing";
}

/** What is wrong with a text, given all that was done to it. */
function fault(text: string, steps: Step[]): string | null {
  const deleted = new Set(steps.flatMap(({ seen, at, remove }) => [...seen.slice(at, at + remove)]));
  const written = new Set([...BEFORE, ...steps.flatMap(({ insert }) => [...insert])]);
  for (const letter of written) {
    const times = text.split(letter).length - 1;
    if (times > 0 && deleted.has(letter)) return `${quoted(letter)}, which was deleted, is`;
    if (times > 1) return `${quoted(letter)} is twice`;
    if (times === 0 && !deleted.has(letter)) return `${quoted(letter)}, which nobody deleted, is missing`;
  }
  for (const { who, wrote } of steps) {
    const left = [...wrote].filter((letter) => text.includes(letter)).join("");
    const now = [...text].filter((letter) => wrote.includes(letter)).join("");
    if (left !== now) return `what ${who} left as ${quoted(left)} is ${quoted(now)}`;
  }
  return null;
}

function lastOf(steps: Step[]): string {
  return steps
    .slice(-4)
    .map(({ who, seen, wrote }) => `${who} made ${quoted(wrote)} of ${quoted(seen)}`)
    .join(", ");
}

function quoted(text: unknown): string {
  return JSON.stringify(text) ?? "nothing";
}

/** Throws dice that fall the same for the same seed: a whole number from 0 up to the one given. */
function dice(seed: number) {
  let state = seed;
  return (most: number) => {
    // The generator mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % (most + 1);
  };
}
