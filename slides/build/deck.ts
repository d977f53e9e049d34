import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import type { Course } from "../../workshop-cli/src/course/exercise.ts";
import { DeckProblem } from "./problem.ts";

/** The slides of one part, as their file tells them. */
export type Deck = {
  /** The file in `slides/decks/`. */
  file: string;
  /** Name of its page: `time` for `2-time.md`. */
  slug: string;
  /** The part of the course; 0 is the opening. */
  part: number;
  title: string;
  /** One sentence. */
  summary: string;
  slides: Slide[];
};

export type Slide = {
  /** Where its first line stands in the file, from 1 on. */
  line: number;
  /** The slug of the exercise without which it makes no sense, if there is one. */
  needs: string | null;
  /** Markdown, with directives. */
  text: string;
  /** Markdown. */
  notes: string;
  /** How long it takes to talk about. The time for an exercise isn't in it. */
  minutes: number;
};

/** Reads all decks, in the order of their parts. Slides `@with` an exercise that the course hasn't got are left out. */
export function loadDecks(folder: string, course: Course): Deck[] {
  return readdirSync(folder)
    .filter((file) => FILE.test(file))
    .map((file) => parseDeck(file, readFileSync(join(folder, file), "utf8")))
    .map((deck) => ({ ...deck, slides: deck.slides.filter(({ needs }) => needs === null || has(course, needs)) }))
    .sort((a, b) => a.part - b.part);
}

/** Takes the text of a deck apart. */
export function parseDeck(file: string, text: string): Deck {
  const [, part = "", slug = ""] = FILE.exec(file) ?? [];
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) {
    throw new DeckProblem(file, 1, "There is no front matter.", "Begin with `---`, title, summary, `---`.");
  }
  const { title, summary } = frontMatter(file, lines.slice(1, end).join("\n"));
  if (typeof title !== "string" || typeof summary !== "string") {
    throw new DeckProblem(file, 1, "The front matter lacks a title or a summary.", "Give it both.");
  }
  const slides = splitSlides(lines, end + 1).map(({ line, own }) => parseSlide(file, line, own));
  return { file, slug, part: Number(part), title, summary, slides };
}

function frontMatter(file: string, text: string): { title?: unknown; summary?: unknown } {
  try {
    return parseYaml(text) ?? {};
  } catch (error) {
    const [said] = (error as Error).message.split("\n");
    throw new DeckProblem(file, 1, `The front matter isn't valid YAML: ${said}`, "Mend it.");
  }
}

/** All the minutes that a deck takes to talk about. */
export function minutesOf({ slides }: Deck): number {
  return slides.reduce((sum, { minutes }) => sum + minutes, 0);
}

function splitSlides(lines: string[], from: number): { line: number; own: string[] }[] {
  const slides = [{ line: from + 1, own: [] as string[] }];
  let isInFence = false;
  for (let index = from; index < lines.length; index++) {
    const line = lines[index] as string;
    if (line.startsWith("```")) isInFence = !isInFence;
    if (line === "---" && !isInFence) slides.push({ line: index + 2, own: [] });
    else slides.at(-1)?.own.push(line);
  }
  return slides;
}

function parseSlide(file: string, line: number, lines: string[]): Slide {
  const at = lines.findIndex((each) => NOTES.test(each));
  const minutes = Number(NOTES.exec(lines[at] ?? "")?.[1]);
  const notes = lines
    .slice(at + 1)
    .join("\n")
    .trim();
  if (at < 0 || notes === "") {
    throw new DeckProblem(file, line, "This slide has no notes.", "End it with `Notes (2 min):` and what to say.");
  }
  const text = lines.slice(0, at).join("\n");
  return { line, needs: WITH.exec(text)?.[1] ?? null, text: text.replace(WITH, ""), notes, minutes };
}

function has({ exercises }: Course, slug: string): boolean {
  return exercises.some((exercise) => exercise.slug === slug);
}

const WITH = /^@with (\S+)$/m;
const FILE = /^(\d+)-([a-z-]+)\.md$/;
const NOTES = /^Notes \((\d+(?:\.5)?) min\):$/;
