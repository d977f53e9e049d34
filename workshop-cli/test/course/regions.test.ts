import { describe, expect, it } from "vitest";
import { cutRegions, fitRegions, linesOfTask, SharedBlockError, withStarterRegions } from "../../src/course/regions.ts";

const starter = `import { A } from "a";

export class Counter extends A {
  /** Adds. */
  add(by = 1): number {
    // TODO 1: Keep the count.
    return 0;
  }

  read(): number {
    const text = "} not the end {";
    // TODO 2: Read the count.
    return \`\${text}\`.length;
  }
}
`;

const solution = `import { A } from "a";
import { B } from "b";

export class Counter extends A {
  /** Adds. */
  add(by = 1): number {
    const count = this.read() + by;
    if (count > 3) {
      return B;
    }
    return count;
  }

  read(): number {
    const text = "} not the end {";
    return 7;
  }
}
`;

describe("regions of a starter", () => {
  it("are cut from each TODO to the end of its block", () => {
    const cut = cutRegions(starter);
    expect(cut.holes.map(({ task }) => task)).toEqual([1, 2]);
    expect(cut.holes[0]?.text).toBe("    // TODO 1: Keep the count.\n    return 0;\n");
    expect(cut.fixed.join("")).not.toContain("TODO");
  });

  it("are filled by a solution that differs nowhere else", () => {
    expect(fitRegions(cutRegions(starter), solution)).toEqual([
      "    const count = this.read() + by;\n    if (count > 3) {\n      return B;\n    }\n    return count;\n",
      "    return 7;\n",
    ]);
  });

  it("are not filled by a solution that differs elsewhere", () => {
    expect(fitRegions(cutRegions(starter), solution.replace("by = 1", "by = 2"))).toBeNull();
    expect(fitRegions(cutRegions(starter), `${solution}export const more = 1;\n`)).toBeNull();
    expect(fitRegions(cutRegions(starter), solution.replace("/** Adds. */", "/** Adds a lot. */"))).toBeNull();
  });

  it("can be put back one task at a time", () => {
    const cut = cutRegions(starter);
    const fillings = fitRegions(cut, solution) as string[];
    const mixed = withStarterRegions(cut, fillings, solution, [2]);
    expect(mixed).toContain("const count = this.read() + by;");
    expect(mixed).toContain("// TODO 2: Read the count.");
    expect(mixed).not.toContain("return 7");
    expect(mixed).toContain('import { B } from "b";');
  });

  it.each<[what: string, source: string, task: number, lines: [number, number][] | null]>([
    ["a place in the solution", solution, 1, [[7, 11]]],
    ["one line", solution, 2, [[16, 16]]],
    ["a place that holds nothing", solution.replace("    return 7;\n", ""), 2, [[16, 15]]],
    ["none for a task that isn't there", solution, 3, []],
    ["nothing in an answer that differs elsewhere", solution.replace("by = 1", "by = 2"), 1, null],
    ["a place behind imports of several lines", solution.replace("{ B }", "{\n  B,\n}"), 2, [[18, 18]]],
    ["a place in a file with Windows' line ends", solution.replaceAll("\n", "\r\n"), 2, [[16, 16]]],
  ])("are found by their lines: %s", (_, source, task, lines) => {
    expect(linesOfTask(cutRegions(starter), source, task)).toEqual(lines);
  });

  it("are refused where two TODOs share a block", () => {
    const shared = starter.replace("    return 0;\n", "    // TODO 2: More.\n    return 0;\n");
    expect(() => cutRegions(shared)).toThrow(SharedBlockError);
  });

  it("reach the end of the file where no block encloses them", () => {
    expect(cutRegions("const a = 1;\n// TODO 1: More.\nconst b = 2;\n")).toEqual({
      fixed: ["const a = 1;\n", ""],
      holes: [{ task: 1, text: "// TODO 1: More.\nconst b = 2;\n" }],
    });
  });

  it("are found in JSON with comments, within the array or object they stand in", () => {
    const config = `{\n  "migrations": [\n    { "tag": "v1" },\n    // TODO 1: Rename the class.\n  ],\n  "name": "x"\n}\n`;
    const done = `{\n  "migrations": [\n    { "tag": "v1" },\n    { "tag": "v2" }\n  ],\n  "name": "x"\n}\n`;
    expect(fitRegions(cutRegions(config), done)).toEqual(['    { "tag": "v2" }\n']);
  });

  it("are found in several blocks of a configuration, with what they leave out or replace", () => {
    const config = `// It's "release 2": [
{
  "bindings": [
    { "name": "A" },
    // TODO 2: Bind it no more, and don't mind 'quotes' or {brackets.
    { "name": "B" },
    { "name": "C" }
  ],
  /* TODO 9: not one */
  "migrations": [
    // TODO 2: Append.
    { "tag": "v1" }
  ]
}
`;
    const done = `// It's "release 2": [
{
  "bindings": [
    { "name": "A" },
    { "name": "B" }
  ],
  /* TODO 9: not one */
  "migrations": [
    { "tag": "v1" },
    { "tag": "v2", "url": "http://a/*" }
  ]
}
`;
    const cut = cutRegions(config);
    expect(cut.holes.map(({ task }) => task)).toEqual([2, 2]);
    const fillings = fitRegions(cut, done) as string[];
    expect(fillings).toEqual([
      '    { "name": "B" }\n',
      '    { "tag": "v1" },\n    { "tag": "v2", "url": "http://a/*" }\n',
    ]);
    expect(withStarterRegions(cut, fillings, done, [2]).trim()).toBe(config.trim());
    expect(fitRegions(cut, done.replace('"A"', '"B"'))).toBeNull();
  });

  it("don't mind the line endings of another system", () => {
    expect(fitRegions(cutRegions(starter.replaceAll("\n", "\r\n")), solution)).not.toBeNull();
  });
});
