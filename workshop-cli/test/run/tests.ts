import { spawn } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Check, type Counts, one, root, sum } from "./check.ts";

/** The program's own tests and the slides', in Node, and the testkit's, inside workerd. What counts are the results, not how Vitest ends. */
export const tests: Check = {
  name: "tests",
  async run() {
    const own = ["workshop-cli/vitest.config.ts", "workshop-cli/test/testkit/*/vitest.config.ts"];
    const configs = globSync([...own, "slides/vitest.config.ts"], { cwd: root });
    const counts = [];
    for (const config of configs.sort()) counts.push(await runVitest(config));
    return sum(counts);
  },
};

async function runVitest(config: string): Promise<Counts> {
  const results = join(root, ".workshop/logs/test-results.json");
  mkdirSync(dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const folder = join(root, dirname(config));
  const child = spawn(process.execPath, [vitest, "run", "--root", folder, ...reporters], {
    cwd: folder,
    env: { ...process.env, PWD: folder },
    stdio: "inherit",
  });
  await new Promise((resolve) => child.on("close", resolve));
  return count(results);
}

function count(file: string): Counts {
  try {
    return countResults(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    console.log("Vitest ended without results.");
    return one(false);
  }
}

/** What a run's results come to. A file that fails without a failing test counts once; so does any other reason not to succeed. */
export function countResults(results: Results): Counts {
  // A file that doesn't load has no tests to fail, and neither has a hook that throws after them.
  const others = results.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((assertion) => assertion.status !== "failed"),
  );
  const failed = results.numFailedTests + others.length;
  const holds = results.success && results.numTotalTests > 0;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && !holds ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** What is read of Vitest's JSON. */
export type Results = {
  success: boolean;
  numTotalTests: number;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};
