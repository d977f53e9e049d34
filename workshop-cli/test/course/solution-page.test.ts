import { describe, expect, it } from "vitest";
import { readSolutionPage } from "../../src/course/solution-page.ts";
import { CourseError } from "../../src/errors.ts";
import { folderWith } from "../throwaway.ts";

const pageOf = (text: string) => readSolutionPage({ title: "A counter", solution: folderWith({ "README.md": text }) });

describe("the page of a solution", () => {
  it("is its text without title and front matter", () => {
    expect(pageOf("---\na: b\n---\n# A counter\n\nText.\n").text.trim()).toBe("Text.");
  });

  it.each<[string, string, string[]]>([
    ["a bold sentence", "**Memory forgets.** So it is.", ["Memory forgets."]],
    ["the first sentence else", "`put()` is quick. More.\n\nWhat is it? That.", ["`put()` is quick.", "What is it?"]],
    ["a sentence that begins in bold", "**A key** is a promise. More.", ["**A key** is a promise."]],
    ["no dot within a name", "Use `ctx.storage.kv` here. More.", ["Use `ctx.storage.kv` here."]],
    [
      "no list, table or code",
      "Read.\n\n- one. two.\n\n| a. | b |\n\n```ts\na. b\n```\n\n**Kept.** Yes.",
      ["Read.", "Kept."],
    ],
    ["nothing of the stretch", "**The stretch** costs more. Yes.", []],
  ])("comes to %s of each paragraph", (_, text, takeaways) => {
    expect(pageOf(`# A\n\n## Why it is so\n\n${text}\n\n## What else would do\n\nNot this.\n`).takeaways).toEqual(
      takeaways,
    );
  });

  it("comes to nothing where it doesn't say why", () => expect(pageOf("# A\n\nBecause.\n").takeaways).toEqual([]));
  it("may not be there", () => {
    expect(() => readSolutionPage({ title: "A", solution: folderWith() })).toThrow(CourseError);
  });
});
