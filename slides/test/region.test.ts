import { describe, expect, it } from "vitest";
import { findRegion } from "../build/region.ts";

const source = `import { a } from "./a.ts";

/** A doc. */
export class Counter extends Base<Env> {
  #sql = this.ctx.storage.sql;

  /** Adds. */
  async increment(by = 1): Promise<number> {
    return by;
  }

  #keep(): void {}
}

export const LIMIT = 5;

export default {
  async fetch(request): Promise<Response> {
    return new Response();
  },
} satisfies ExportedHandler<Env>;

function pageOf(): void {}
describe("1. A counter", () => {
  it("adds", async () => {
    expect(1).toBe(1);
  });
});
`;

describe("A region is found", () => {
  it.each<[name: string, line: number, lines: string[]]>([
    ["Counter.increment", 8, ["async increment(by = 1): Promise<number> {", "  return by;", "}"]],
    ["Counter.#keep", 12, ["#keep(): void {}"]],
    ["Counter.#sql", 5, ["#sql = this.ctx.storage.sql;"]],
    ["LIMIT", 15, ["export const LIMIT = 5;"]],
    ["default.fetch", 18, ["async fetch(request): Promise<Response> {", "  return new Response();", "}"]],
    ["pageOf", 23, ["function pageOf(): void {}"]],
    ['it "adds"', 25, ['it("adds", async () => {', "  expect(1).toBe(1);", "});"]],
    ['"async increment" … "}"', 8, ["async increment(by = 1): Promise<number> {", "  return by;", "}"]],
    ['"LIMIT"', 15, ["export const LIMIT = 5;"]],
  ])("as %s", (name, line, lines) => {
    // A comma after a member belongs to the object, not to the member.
    const found = findRegion(source, name) as { line: number; lines: string[] };
    expect(found.line).toBe(line);
    expect(found.lines.map((each) => each.replace(/,$/, ""))).toEqual(lines);
  });

  it("as the whole file, whatever its line endings are", () => {
    expect(findRegion("a\r\n\r\nb\r\n", "")).toEqual({ line: 1, lines: ["a", "", "b"] });
  });
});

describe("A region that isn't found", () => {
  it.each([
    ["Counter.decrement", "there is no Counter.decrement"],
    ["Nobody", "there is no Nobody"],
    ['it "subtracts"', 'there is no test "subtracts"'],
    ['"nowhere"', 'no line contains "nowhere"'],
    ['"return"', '2 lines contain "return"'],
    ['"LIMIT" … "nowhere"', 'no line after "LIMIT" contains "nowhere"'],
  ])("says why: %s", (name, problem) => {
    expect(findRegion(source, name)).toEqual({ problem });
  });

  it("says so of what isn't TypeScript", () => {
    expect(findRegion("{ not: really }}", "a")).toEqual({ problem: "the file isn't TypeScript" });
  });
});
