/** Where in an object's history a bookmark stands. Positions of a later session come after all of an earlier one. */
export type Place = { session: number; position: number };

/** The place just before a session's end: after all that happens in it, also what hasn't happened yet. */
export function endOf(session: number): Place {
  return { session, position: LAST };
}

/**
 * Writes a bookmark in the platform's form, as `0000007b-0000b26e-00001538-0c3e87bb37b3db5cc52eedb93cd3b96b`: an earlier
 * place compares less, as text. The last two groups say whose history it is.
 */
export function toBookmark({ session, position }: Place, owner: string): string {
  return `${hex(session)}-${hex(position)}-${owner}`;
}

/** Reads a bookmark. Answers `null` where it isn't one. */
export function readBookmark(text: unknown): (Place & { owner: string }) | null {
  const [, session, position, owner] = typeof text === "string" ? (FORM.exec(text) ?? []) : [];
  if (session === undefined || position === undefined || owner === undefined) return null;
  return { session: Number.parseInt(session, 16), position: Number.parseInt(position, 16), owner };
}

/** Who an object is in its bookmarks. Random in part, since a name may be used again after the storage was wiped. */
export function ownerOf(id: string): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `${hex(random)}-${id.slice(0, 32)}`;
}

/** Below zero where `a` comes before `b`. */
export function compare(a: Place, b: Place): number {
  return a.session - b.session || a.position - b.position;
}

const LAST = 0xffff_ffff;
const FORM = /^([0-9a-f]{8})-([0-9a-f]{8})-([0-9a-f]{8}-[0-9a-f]{32})$/;

function hex(number: number): string {
  return number.toString(16).padStart(8, "0");
}
