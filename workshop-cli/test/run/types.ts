import { globSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import { type Check, one, root, runTool, sum } from "./check.ts";

/** The program, its tests and the slides type-check, no file of them left out. Exercises and solutions: see the course's proof. */
export const types: Check = {
  name: "types",
  async run() {
    const counts = [];
    const checked = new Set<string>();
    for (const project of projects()) {
      const { code, printed } = await runTool("typescript/bin/tsc", ["--project", project, ...options]);
      const lines = printed.split("\n");
      for (const file of lines.filter(isAbsolute)) checked.add(relative(root, file));
      if (code !== 0) console.log([project, ...lines.filter((line) => !isAbsolute(line))].join("\n"));
      counts.push(one(code === 0));
    }
    const leftOut = sources().filter((file) => !checked.has(file));
    if (leftOut.length > 0) console.log(["No tsconfig.json has these files:", ...leftOut].join("\n"));
    return sum([...counts, one(leftOut.length === 0)]);
  },
};

const options = ["--pretty", "false", "--listFiles"];

function projects(): string[] {
  return globSync(["workshop-cli/tsconfig.json", "workshop-cli/test/testkit/*/tsconfig.json", "slides/tsconfig.json"], {
    cwd: root,
  }).sort();
}

/** Fixtures are the tests' courses: they are graded, and some are wrong on purpose. */
function sources(): string[] {
  const all = globSync(["workshop-cli/**/*.ts", "slides/**/*.ts"], { cwd: root });
  return all.filter((file) => !file.split(sep).some((part) => part === "fixtures" || part === "node_modules")).sort();
}
