/** Whose turn it is when the lock is free, in order of first asking. */
type Place = {
  waiter: string;
  /** Until when it is kept, in milliseconds since 1970, unless its waiter asks again. */
  until: number;
};

/** How long somebody keeps a place without asking again, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Answers whether the caller may have the lock: it is free and nobody waits in front. Takes the caller out of the line
 * then; otherwise gives those who say their name a place in it, or keeps the one they have.
 */
export function takeTurn(kv: SyncKvStorage, isFree: boolean, waiter?: string): boolean {
  const now = Date.now();
  const line = (kv.get<Place[]>("line") ?? []).filter(({ until }) => until > now);
  const first = line[0]?.waiter ?? waiter;
  const takes = isFree && first === waiter;
  if (waiter !== undefined) kv.put("line", takes ? line.slice(1) : withPlace(line, { waiter, until: now + PATIENCE }));
  return takes;
}

function withPlace(line: Place[], place: Place): Place[] {
  const isThere = line.some(({ waiter }) => waiter === place.waiter);
  return isThere ? line.map((other) => (other.waiter === place.waiter ? place : other)) : [...line, place];
}
