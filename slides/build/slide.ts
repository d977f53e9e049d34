import { Marked, type Tokens } from "marked";
import type { Course } from "../../workshop-cli/src/course/exercise.ts";
import { codeHtml } from "./code.ts";
import { type Deck, minutesOf, type Slide } from "./deck.ts";
import { directiveHtml } from "./directives.ts";
import { escapeHtml } from "./html.ts";

/** All slides of a deck as reveal.js wants them. Throws a `DeckProblem` where a directive can't be followed. */
export function slidesHtml(deck: Deck, course: Course): string {
  return deck.slides.map((slide, index) => slideHtml(deck, slide, course, index)).join("\n");
}

function slideHtml(deck: Deck, slide: Slide, course: Course, index: number): string {
  const isCover = index === 0;
  const body = markdown(withDirectives(deck, slide, course));
  const classes = [isCover ? "cover" : "", ...kindsOf(slide.text)].filter((each) => each !== "").join(" ");
  const label = deck.part === 0 ? "Durable Objects" : `Part ${deck.part}`;
  const above = isCover ? `<p class="eyebrow">${label}</p>` : "";
  return `<section class="${classes}" data-timing="${slide.minutes * 60}" data-line="${slide.line}">
    <div class="frame"${isCover && deck.part > 0 ? ` data-numeral="${deck.part}"` : ""}>${above}${body}${isCover ? coverFoot(deck) : ""}</div>
    <p class="running" aria-hidden="true"><span>${label === "Durable Objects" ? label : `${label}, ${escapeHtml(deck.title)}`}</span></p>
    <aside class="notes">${notesHtml(slide)}</aside>
  </section>`;
}

function coverFoot(deck: Deck): string {
  return `<p class="summary">${escapeHtml(deck.summary)}</p>`;
}

/** What the speaker sees. */
function notesHtml({ minutes, notes }: Slide): string {
  return `<p><b>${minutes} min</b></p>${markdown(notes)}`;
}

/** What kind of slide it is, by the directives in it: the theme lays them out differently. */
function kindsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/^@(\w+)/gm)].map(([, name]) => `has-${name}`))];
}

/** Puts HTML where the directives stand. Empty lines around it keep Markdown from reading it as text. */
function withDirectives(deck: Deck, slide: Slide, course: Course): string {
  const lines = slide.text.split("\n");
  const written: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const [, name, rest = ""] = /^@(\w+)(?: (.*))?$/.exec(lines[index] as string) ?? [];
    if (name === undefined) {
      written.push(lines[index] as string);
      continue;
    }
    const steps: string[] = [];
    const place = { deck, slide, course, line: slide.line + index };
    while (lines[index + 1]?.startsWith("> ")) steps.push((lines[++index] as string).slice(2));
    // HTML in Markdown ends at an empty line.
    written.push("", directiveHtml(place, { name, rest: rest.trim(), steps }).replace(/\n\s*\n/g, "\n"), "");
  }
  return written.join("\n");
}

function markdown(text: string): string {
  return marked.parse(text, { async: false });
}

const marked = new Marked({
  renderer: {
    // Links lead out of the room: the slides stay open beside them.
    link({ href, tokens }: Tokens.Link) {
      return `<a href="${escapeHtml(href)}" target="_blank" rel="noreferrer">${this.parser.parseInline(tokens)}</a>`;
    },
    // A list with + comes item by item.
    listitem(item: Tokens.ListItem) {
      const isStep = item.raw.startsWith("+");
      return `<li${isStep ? ' class="fragment"' : ""}>${this.parser.parse(item.tokens)}</li>\n`;
    },
    // What people often read elsewhere, and what is true.
    blockquote({ tokens }: Tokens.Blockquote) {
      return `<blockquote><p class="label">Often read elsewhere</p>${this.parser.parse(tokens)}</blockquote>\n`;
    },
    code({ text: code, lang }: Tokens.Code) {
      return codeHtml(code.split("\n"), lang || "sh", []);
    },
    paragraph({ tokens, text: own }: Tokens.Paragraph) {
      const isQuestion = tokens.length === 1 && tokens[0]?.type === "em";
      const kind = own.startsWith("Source: ") ? "reference" : isQuestion ? "question" : "";
      return `<p${kind === "" ? "" : ` class="${kind}"`}>${this.parser.parseInline(tokens)}</p>\n`;
    },
  },
});

/** How long a deck takes, and with the exercises that it opens. */
export function timeOf(deck: Deck, course: Course): { talk: number; work: number } {
  const slugs = exercisesOf(deck);
  const work = course.exercises
    .filter(({ slug }) => slugs.includes(slug))
    .reduce((sum, { minutes }) => sum + minutes, 0);
  return { talk: minutesOf(deck), work };
}

/** The slugs of the exercises that a deck opens, in order. */
export function exercisesOf({ slides }: Deck): string[] {
  return slides.flatMap(({ text }) => [...text.matchAll(/^@exercise (\S+)$/gm)].map(([, slug]) => slug as string));
}

/** The minutes of the slides after the exercise before this one, up to the slide that opens it; of all slides where none is named. */
export function minutesUpTo(deck: Deck, slug?: string): number {
  if (slug === undefined) return minutesOf(deck);
  let sum = 0;
  for (const { text, minutes } of deck.slides) {
    sum += minutes;
    if (!/^@exercise /m.test(text)) continue;
    if (text.includes(`@exercise ${slug}`)) return sum;
    sum = 0;
  }
  return 0;
}
