import type { Course, Victim } from "./victim.ts";

/** Two watches on one exercise, and saves for both. */
export async function twoTerminals(victim: Victim, { holds }: Course): Promise<void> {
  const both = [victim.start("watch", "01"), victim.start("watch", "01")];
  const shown = await Promise.all(both.map((watch) => watch.shows("tasks passed")));
  holds("both grade the same copy", shown.every(Boolean));
  for (let save = 1; save <= 3; save++) {
    const from = both.map((watch) => watch.length());
    victim.write(`// save ${save}\nexport class Counter {}\n`);
    const seen = await Promise.all(both.map((watch, at) => watch.shows("tasks passed", from[at])));
    holds(`both grade save ${save}`, seen.every(Boolean));
  }
  for (const { child } of both) child.kill("SIGINT");
  await Promise.all(both.map(({ ended }) => ended));
  const lines = victim.events().trimEnd().split("\n");
  holds(`each of ${lines.length} events is whole`, lines.every(isJson));
  holds("all eight verdicts are kept", lines.filter((line) => line.includes('"graded"')).length >= 8);
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
