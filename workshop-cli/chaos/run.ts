/**
 * `npm run chaos [-- --rounds n] [-- --seed n]`: what may happen to the program on a bad day, on a course of its own. Whatever
 * it is, no event of an earlier run is lost, nothing that the learner wrote is gone, and the next start is clean.
 */
import { clockSetBack } from "./clock.ts";
import { fullDisk } from "./full-disk.ts";
import { kills } from "./kills.ts";
import { twoTerminals } from "./two-terminals.ts";
import { type Course, openVictim, type Victim } from "./victim.ts";

type Happens = (victim: Victim, course: Course) => Promise<void>;

const learners = 4;

const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
};
const rounds = option("rounds", 200);
const seed = option("seed", Date.now() % 1_000_000);
if (!Number.isInteger(rounds) || !Number.isInteger(seed)) {
  console.error("--rounds and --seed take a whole number.");
  process.exit(2);
}

console.log(`Seed ${seed}.`);
const counts = { passed: 0, failed: 0 };
// Most of a round is waiting: several learners have their bad day at once.
const share = Math.ceil(rounds / learners);
await Promise.all(
  Array.from({ length: learners }, (_, learner) =>
    tryOn(`kills ${learner + 1}`, kills, { rounds: Math.min(share, rounds - learner * share), seed: seed + learner }),
  ),
);
for (const [name, happens] of Object.entries({ twoTerminals, clockSetBack, fullDisk }))
  await tryOn(name, happens, { rounds, seed });
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

async function tryOn(name: string, happens: Happens, given: Omit<Course, "holds">): Promise<void> {
  const victim = openVictim();
  try {
    await happens(victim, { ...given, holds: (what, holds) => report(`${name}: ${what}`, holds) });
  } catch (error) {
    report(`${name}: ${error instanceof Error ? error.stack : error}`, false);
  } finally {
    await victim.remove();
  }
}

function report(what: string, holds: boolean): void {
  counts[holds ? "passed" : "failed"]++;
  console.log(`${holds ? "ok    " : "FAILED"} ${what}`);
}
