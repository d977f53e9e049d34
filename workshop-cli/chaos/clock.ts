import type { Course, Victim } from "./victim.ts";

/** Events that come from the future, as they are when the clock has been set back. */
export async function clockSetBack(victim: Victim, { holds }: Course): Promise<void> {
  await victim.run("hint", "01");
  const [first = "{}"] = victim.events().split("\n");
  const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
  victim.appendEvent({ ...JSON.parse(first), id: "from-the-future", at: nextYear });
  const before = victim.events();
  await victim.run("hint", "01");
  holds("goes on writing after an event of next year", victim.events().length > before.length);
  const { code, printed } = await victim.run("status", "--json");
  const { minutesSpent } = JSON.parse(printed) as { minutesSpent: number };
  holds("still knows where one is", code === 0);
  holds(`reckons ${minutesSpent} minutes, not a year`, minutesSpent >= 0 && minutesSpent < 60);
}
