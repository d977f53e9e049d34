/** What a search compares: a name without case and accents. SQLite's `lower()` knows only A to Z. */
export function keyOf(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
