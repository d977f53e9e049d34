/**
 * `npm test [-- name…]`: what must hold at every commit, in one go, or what is named; the last line says how much does.
 * `proof`, which takes longer, is run when it is named.
 */
import { type Counts, one, sum } from "./run/check.ts";
import { course, proof } from "./run/course.ts";
import { lint } from "./run/lint.ts";
import { tests } from "./run/tests.ts";
import { types } from "./run/types.ts";

const checks = [types, lint, tests, course, proof];

const names = process.argv.slice(2);
const unknown = names.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no check called ${unknown.join(", ")}. There are: ${checks.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}

const asked = checks.filter(({ name, onRequest }) => (names.length === 0 ? !onRequest : names.includes(name)));
const rows: { name: string; counts: Counts; seconds: number }[] = [];
for (const { name, run } of asked) {
  console.log(`== ${name}`);
  const begun = performance.now();
  const counts = await run().catch((error) => {
    console.log(error);
    return one(false);
  });
  rows.push({ name, counts, seconds: Math.round((performance.now() - begun) / 1000) });
}

console.log("");
for (const { name, counts, seconds } of rows) console.log(`${name.padEnd(8)}${inWords(counts)} (${seconds} s)`);
const total = sum(rows.map(({ counts }) => counts));
console.log(inWords(total));
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
