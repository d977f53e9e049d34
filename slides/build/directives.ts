import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Course } from "../../workshop-cli/src/course/exercise.ts";
import { readLesson } from "../../workshop-cli/src/course/lesson.ts";
import { readMistakeComment } from "../../workshop-cli/src/course/mistake-comment.ts";
import { codeHtml, findStep, type Step } from "./code.ts";
import type { Deck, Slide } from "./deck.ts";
import { escapeHtml } from "./html.ts";
import { DeckProblem } from "./problem.ts";
import { findRegion } from "./region.ts";

/** Where a directive stands, and what it may take from. */
export type Place = { deck: Deck; slide: Slide; line: number; course: Course };

/** A line `@name rest`, with the lines `> …` that follow it. */
export type Directive = { name: string; rest: string; steps: string[] };

/** The HTML that stands in a directive's place. */
export function directiveHtml(place: Place, { name, rest, steps }: Directive): string {
  switch (name) {
    case "code":
      return includedCode(place, rest, steps);
    case "mistake":
      return mistake(place, rest, steps);
    case "picture":
      return picture(place, rest);
    case "exercise":
      return exercise(place, rest);
    case "track":
      return track(place, rest);
    default:
      throw problem(place, `There is no directive @${name}.`, "See slides/README.md for those there are.");
  }
}

/** `@code solutions/01-counter/src/counter.ts Counter.view`: code as it stands in the repository. */
function includedCode(place: Place, rest: string, steps: string[]): string {
  const [file = "", name] = splitAtSpace(rest);
  const source = read(place, file);
  const region = findRegion(source, name);
  if ("problem" in region) {
    throw problem(
      place,
      `In ${file} the region ${name} isn't found: ${region.problem}.`,
      "Name one that is there, or change the slide.",
    );
  }
  const found = steps.map((step) => stepIn(place, file, region.lines, step));
  const language = extname(file).slice(1) || "ts";
  return `<figure class="source">${codeHtml(region.lines, language, found)}<figcaption>${escapeHtml(file)}</figcaption></figure>`;
}

function stepIn(place: Place, file: string, lines: string[], step: string): Step {
  const found = findStep(lines, step);
  if (!("problem" in found)) return found;
  throw problem(place, `In ${file} a step isn't found: ${found.problem}.`, "Name a line of the region.");
}

/** `@mistake solutions/01-counter/mistakes/instance-field.ts Counter.increment`: what is wrong, its code, and what it costs. */
function mistake(place: Place, rest: string, steps: string[]): string {
  const [file = "", name] = splitAtSpace(rest);
  const comment = readMistakeComment(read(place, file));
  if ("problem" in comment) throw problem(place, `${file} is no mistake: ${comment.problem}`, "Name one that is.");
  const code = name === "" ? "" : includedCode(place, rest, steps);
  return `<div class="mistake"><p class="what"><span class="label">Wrong</span>${escapeHtml(comment.title)}</p>${code}<p class="costs"><b>Costs</b> ${escapeHtml(comment.costs)}</p></div>`;
}

/** `@picture gates`: an SVG of `slides/pictures/`, in the page, so that its groups can be fragments. */
function picture(place: Place, name: string): string {
  const svg = read(place, `slides/pictures/${name}.svg`);
  if (!/<title\b/.test(svg) || !/<desc\b/.test(svg)) {
    throw problem(place, `The picture ${name} lacks a title or a desc.`, "Give it both, for those who hear it.");
  }
  const ids = `aria-labelledby="${name}-title" aria-describedby="${name}-desc"`;
  return svg
    .replace("<svg", `<svg role="img" ${ids} class="picture" preserveAspectRatio="xMinYMid meet"`)
    .replace("<title", `<title id="${name}-title"`)
    .replace("<desc", `<desc id="${name}-desc"`);
}

/** `@exercise counter`: what to open now, by which command, and a clock that runs down. */
function exercise(place: Place, slug: string): string {
  const found = place.course.exercises.find((each) => each.slug === slug);
  if (!found) throw problem(place, `There is no exercise ${slug}.`, "Name one by its slug.");
  const { number, title, minutes } = found;
  const tasks = readLesson(found).tasks.map((task) => `<li>${escapeHtml(task.title)}</li>`);
  return `<div class="exercise">
    <div><p class="number">Exercise ${number}</p><h3>${escapeHtml(title)}</h3><ol>${tasks.join("")}</ol></div>
    <div class="aside"><button type="button" class="countdown" data-minutes="${minutes}" aria-describedby="hint-${number}">${minutes}:00</button><p class="hint" id="hint-${number}">press C to start</p></div>
    <p class="command"><code>npx workshop start ${number}</code></p>
  </div>`;
}

/** `@track essentials`: the exercises of a track, by part. */
function track({ course, ...place }: Place, name: string): string {
  const slugs = name === "full" ? course.exercises.map(({ slug }) => slug) : course.tracks[name];
  if (!slugs) throw problem({ course, ...place }, `There is no track ${name}.`, "See exercises/course.json.");
  const parts = course.parts.map(({ number, title }) => {
    const own = course.exercises.filter((each) => each.part === number && slugs.includes(each.slug));
    const items = own.map((each) => `<li><b>${each.number}</b> ${escapeHtml(each.title)}</li>`);
    return own.length === 0 ? "" : `<div><h3>${escapeHtml(title)}</h3><ul>${items.join("")}</ul></div>`;
  });
  return `<div class="track">${parts.join("")}</div>`;
}

function read(place: Place, file: string): string {
  const path = join(place.course.root, file);
  if (!existsSync(path)) throw problem(place, `There is no file ${file}.`, "Name one from the repository's root on.");
  return readFileSync(path, "utf8");
}

function splitAtSpace(text: string): [first: string, rest: string] {
  const at = text.indexOf(" ");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1).trim()];
}

function problem({ deck, line }: Place, what: string, remedy: string): DeckProblem {
  return new DeckProblem(deck.file, line, what, remedy);
}
