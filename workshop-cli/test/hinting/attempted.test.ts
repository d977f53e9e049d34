import { describe, expect, it } from "vitest";
import { attemptedTasks } from "../../src/hinting/attempted.ts";
import { folderWith } from "../throwaway.ts";

const starter = `import { a } from "./a.ts";

export class Counter {
  value() {
    // TODO 1: Answer the count.
    return 0;
  }

  add() {
    // TODO 1: Keep the count.
    return this.value();
  }

  at(page) {
    // TODO 2: Choose by the page.
    return counter("the counter");
  }
}
`;
const config = `{
  "bindings": [
    // TODO 3: Bind the class.
  ]
}
`;

function attempted(code: string, wrangler = config): number[] {
  const given = folderWith({ "src/counter.ts": starter, "wrangler.jsonc": config });
  return [...attemptedTasks(given, folderWith({ "src/counter.ts": code, "wrangler.jsonc": wrangler }))];
}

describe("a task counts as begun", () => {
  it.each([
    ["code was written in its place", starter.replace("return 0;", "return this.count;"), [1]],
    ["one of its places has code of its own", starter.replace("return this.value();", "return this.value() + 1;"), [1]],
    ["its place was emptied", starter.replace(/ {4}\/\/ TODO 2[^}]*/, ""), [2]],
  ])("when %s", (_, code, tasks) => expect(attempted(code)).toEqual(tasks));

  it("when its place in the configuration holds something", () => {
    expect(attempted(starter, config.replace("// TODO 3: Bind the class.", '{ "name": "COUNTER" }'))).toEqual([3]);
  });

  it("also where code outside of all places was changed", () => {
    expect(attempted(starter.replace("Counter", "Views").replace('"the counter"', "page"))).toEqual([2]);
  });
});

describe("a task doesn't count as begun", () => {
  it.each([
    ["all is as it was given", starter],
    ["only the comment went", starter.replace(/ *\/\/ TODO.*\n/g, "")],
    [
      "only spaces, quotes and line ends changed",
      starter.replaceAll('"', "'").replaceAll("  ", "\t").replaceAll("\n", "\r\n"),
    ],
    ["a comment was added", starter.replace("return 0;", "// why?\n    return 0; /* later */")],
  ])("when %s", (_, code) => expect(attempted(code)).toEqual([]));

  it("when the file is gone", () => {
    expect([...attemptedTasks(folderWith({ "src/counter.ts": starter }), folderWith({}))]).toEqual([]);
  });
});
