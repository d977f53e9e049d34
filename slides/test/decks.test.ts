import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { commands } from "../../workshop-cli/src/commands/table.ts";
import { loadCourse } from "../../workshop-cli/src/course/load.ts";
import { type Deck, loadDecks, minutesOf, parseDeck } from "../build/deck.ts";
import { deckPage } from "../build/page.ts";
import { exercisesOf, slidesHtml } from "../build/slide.ts";
import { decksFolder, root } from "../build/vite.ts";

const course = loadCourse(root);
const decks = loadDecks(decksFolder, course);

describe("The decks", () => {
  it("are those of parts of the course, under their titles", () => {
    const titles = new Map(course.parts.map(({ number, title }) => [number, title]));
    for (const { part, title } of decks) if (part > 0) expect(title).toBe(titles.get(part));
  });

  it("open exercises in the course's order, each once", () => {
    const opened = decks.flatMap(exercisesOf);
    expect(opened).toEqual(course.exercises.map(({ slug }) => slug).filter((slug) => opened.includes(slug)));
  });
});

describe.each(decks.map((deck) => [deck.title, deck] as const))("%s", (_, deck) => {
  it("has eight slides at least, and sixteen beside those that open exercises at most", () => {
    expect(deck.slides.length).toBeGreaterThanOrEqual(8);
    expect(deck.slides.length - exercisesOf(deck).length).toBeLessThanOrEqual(16);
  });

  it("is made of regions, pictures and exercises that are there", () => {
    expect(deckPage(deck, course)).toContain("<section");
  });

  it("asks the room, and says what goes wrong", () => {
    const notes = deck.slides.map(({ notes }) => notes).join("\n");
    expect(notes.match(/^- Ask: /gm)?.length ?? 0).toBeGreaterThanOrEqual(3);
    expect(notes.match(/^- Goes wrong/gm)?.length ?? 0).toBeGreaterThanOrEqual(deck.part === 0 ? 1 : 3);
  });

  it("takes half a minute to six for each slide", () => {
    for (const { minutes, line } of deck.slides) {
      expect(minutes, `the slide in line ${line}`).toBeGreaterThanOrEqual(0.5);
      expect(minutes, `the slide in line ${line}`).toBeLessThanOrEqual(6);
    }
    expect(minutesOf(deck)).toBeLessThanOrEqual(50);
  });

  it("has few words on a slide", () => {
    for (const { text, line } of deck.slides) {
      const words = text
        .replace(/^(@|> |Source: ).*$/gm, "")
        .split(/\s+/)
        .filter((word) => /\w/.test(word));
      expect(words.length, `the words of the slide in line ${line}`).toBeLessThanOrEqual(70);
    }
  });

  it("names commands that are there", () => {
    const named = [...slidesHtml(deck, course).matchAll(/npx workshop ([a-z]+)/g)].map(([, name]) => name);
    const known = commands.map(({ name }) => name);
    expect(named.filter((name) => !known.includes(name as string))).toEqual([]);
  });
});

const parts = decks.filter(({ part }) => course.exercises.some((exercise) => exercise.part === part));

it.each(parts.map((deck) => [deck.title, deck] as const))("%s ends with an exercise", (_, deck) => {
  expect(deck.slides.at(-1)?.text).toMatch(/^@exercise /m);
});

describe("A deck is refused", () => {
  const deckOf = (text: string): Deck => parseDeck("9-sample.md", `---\ntitle: A\nsummary: B\n---\n\n${text}`);
  const build = (slide: string) => slidesHtml(deckOf(`# A\n\n${slide}\n\nNotes (1 min):\n\nSay it.\n`), course);

  it.each([
    [
      "@code solutions/01-counter/src/counter.ts Counter.nothing",
      "In solutions/01-counter/src/counter.ts the region Counter.nothing isn't found: there is no Counter.nothing.",
    ],
    ["@code solutions/01-counter/src/nothing.ts", "There is no file solutions/01-counter/src/nothing.ts."],
    [
      "@code solutions/01-counter/src/counter.ts Counter.value\n> nothing",
      'a step isn\'t found: no line of it contains "nothing".',
    ],
    ["@mistake solutions/01-counter/src/counter.ts", "solutions/01-counter/src/counter.ts is no mistake"],
    ["@picture nothing", "There is no file slides/pictures/nothing.svg."],
    ["@exercise nothing", "There is no exercise nothing."],
    ["@track nothing", "There is no track nothing."],
    ["@nothing", "There is no directive @nothing."],
  ])("for %j, with the line that it stands in", (slide, problem) => {
    expect(() => build(slide)).toThrow(/^slides\/decks\/9-sample\.md, line 8: /);
    expect(() => build(slide)).toThrow(problem);
  });

  it("for a slide without notes or minutes", () => {
    expect(() => deckOf("# A\n")).toThrow("slides/decks/9-sample.md, line 5: This slide has no notes.");
    expect(() => deckOf("# A\n\nNotes:\n\nSay it.\n")).toThrow("This slide has no notes.");
    expect(() => parseDeck("9-sample.md", "# A")).toThrow("There is no front matter.");
  });

  it("no more once it is right", () => {
    expect(build("@code solutions/01-counter/src/counter.ts Counter.value\n> kv.get")).toContain('data-from="1"');
  });
});

describe("A slide that is made for an exercise", () => {
  const folder = mkdtempSync(join(tmpdir(), "decks-"));
  const slide = "# A\n\nNotes (1 min):\n\nSay it.\n\n---\n\n@with counter\n\n## B\n\nNotes (1 min):\n\nSay it.\n";
  writeFileSync(join(folder, "1-sample.md"), `---\ntitle: A\nsummary: B\n---\n\n${slide}`);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is there with it", () => {
    const [deck] = loadDecks(folder, course);
    expect(deck?.slides.map(({ text }) => text.trim())).toEqual(["# A", "## B"]);
  });

  it("is left out in a course without it", () => {
    const without = { ...course, exercises: course.exercises.filter(({ slug }) => slug !== "counter") };
    expect(loadDecks(folder, without)[0]?.slides.map(({ text }) => text.trim())).toEqual(["# A"]);
  });
});
