/** A change of a text: so many characters at a place give way to others. Counted as `length` counts, in UTF-16 units. */
export type Edit = { at: number; remove: number; insert: string };

/** What is said of an edit that can't be carried out. */
export type Refusal = { type: "refused"; why: string };

/** The longest text, in UTF-16 units. It stands in one row, which holds two megabytes, and a unit takes up to three bytes. */
export const LONGEST = 100_000;

/** The text after an edit, or why there can't be one. */
export function textAfter(text: string, { at, remove, insert }: Edit): string | Refusal {
  if (at + remove > text.length) return refused(`There are only ${text.length} characters.`);
  const after = text.slice(0, at) + insert + text.slice(at + remove);
  if (after.length > LONGEST) return refused(`A document has at most ${LONGEST} characters.`);
  // SQLite keeps UTF-8, which has no form for half a character: it would store another text than the writers see.
  return after.isWellFormed() ? after : refused("An edit doesn't cut a character in two.");
}

export function refused(why: string): Refusal {
  return { type: "refused", why };
}
