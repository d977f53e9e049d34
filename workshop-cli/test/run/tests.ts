import { spawn } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Check, type Counts, one, root, sum } from "./check.ts";

/** The program's own tests and the slides', in Node, and the testkit's, inside workerd. What counts are the results, not how Vitest ends. */
export const tests: Check = {
  name: "tests",
  async run() {
    const small = globSync(["workshop-cli/test/testkit/*/vitest.config.ts", "slides/vitest.config.ts"], { cwd: root });
    const counts = await twoAtATime(small.map(dirname).sort(), runVitest);
    return sum([...counts, await runVitest("workshop-cli", "live")]);
  },
};

/** Each of these keeps about one processor busy; the program's own tests use all that there are. */
async function twoAtATime<Item, Answer>(items: Item[], work: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  const waiting = [...items.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) answers[next[0]] = await work(next[1]);
  };
  await Promise.all([lane(), lane()]);
  return answers;
}

/** Runs the tests of a folder's configuration. What Vitest prints is shown at the end, or `live`, as it comes. */
async function runVitest(folder: string, shown: "in the end" | "live" = "in the end"): Promise<Counts> {
  const results = join(root, ".workshop/logs", `test-results-${basename(folder)}.json`);
  mkdirSync(dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const cwd = join(root, folder);
  const child = spawn(process.execPath, [vitest, "run", "--root", cwd, ...reporters], {
    cwd,
    env: { ...process.env, PWD: cwd },
    stdio: shown === "live" ? "inherit" : "pipe",
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => {
      printed += text;
    });
  await new Promise((resolve) => child.on("close", resolve));
  process.stdout.write(printed);
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
