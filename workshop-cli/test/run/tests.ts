import { spawn } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Check, type Counts, one, root, sum } from "./check.ts";

/** The program's own tests, in Node, and the testkit's, inside workerd. What counts are the results, not how Vitest ends. */
export const tests: Check = {
  name: "tests",
  async run() {
    const configs = globSync(["workshop-cli/vitest.config.ts", "workshop-cli/test/testkit/*/vitest.config.ts"], {
      cwd: root,
    });
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
    stdio: "inherit",
  });
  await new Promise((resolve) => child.on("close", resolve));
  return count(results);
}

function count(file: string): Counts {
  let results: Results;
  try {
    results = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    console.log("Vitest ended without results.");
    return one(false);
  }
  // A file that doesn't load has no tests to fail, and an error between the tests belongs to none.
  const unloaded = results.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = results.numFailedTests + unloaded.length;
  const isEmpty = results.numTotalTests === 0;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && (!results.success || isEmpty) ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

type Results = {
  success: boolean;
  numTotalTests: number;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};
