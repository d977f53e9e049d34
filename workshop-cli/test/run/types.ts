import { globSync } from "node:fs";
import { type Check, one, root, runTool, sum } from "./check.ts";

/** The program, its tests and the slides type-check. Exercises and solutions: see the course's proof. */
export const types: Check = {
  name: "types",
  async run() {
    const counts = [];
    for (const project of projects()) {
      const { code, printed } = await runTool("typescript/bin/tsc", ["--project", project, "--pretty", "false"]);
      if (code !== 0) console.log(`${project}\n${printed}`);
      counts.push(one(code === 0));
    }
    return sum(counts);
  },
};

function projects(): string[] {
  return globSync(["workshop-cli/tsconfig.json", "workshop-cli/test/testkit/*/tsconfig.json", "slides/tsconfig.json"], {
    cwd: root,
  }).sort();
}
