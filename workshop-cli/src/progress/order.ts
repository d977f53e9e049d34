import type { WorkshopEvent } from "./events.ts";

/**
 * Puts imported events where they belong in time. Events of one machine keep the order in which it logged them,
 * whatever its clock said; between machines the earlier of the two next events goes first. What came twice counts once.
 */
export function inOrder(events: WorkshopEvent[]): WorkshopEvent[] {
  const machines = new Map<string | undefined, WorkshopEvent[]>();
  const seen = new Set<string>();
  for (const event of events) {
    if (seen.has(event.id)) continue;
    seen.add(event.id);
    const own = machines.get(event.via);
    if (own) own.push(event);
    else machines.set(event.via, [event]);
  }
  return [...machines.values()].reduce(merge, []);
}

function merge(a: WorkshopEvent[], b: WorkshopEvent[]): WorkshopEvent[] {
  const merged: WorkshopEvent[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [first, second] = [a[i], b[j]];
    if (first && (!second || Date.parse(first.at) <= Date.parse(second.at))) {
      merged.push(first);
      i++;
    } else if (second) {
      merged.push(second);
      j++;
    }
  }
  return merged;
}
