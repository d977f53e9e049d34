/** How counts, lists and times are said. */

/** `1 hint`, `2 hints`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** `one, two and three`. */
export function listed(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** `45 min`, `2 h`, `1 h 5 min`. */
export function inHours(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** An estimate, since nobody knows it to the minute: `45 min`, `some 3 h`. */
export function about(minutes: number): string {
  return minutes < 100 ? `${minutes} min` : `some ${Math.round(minutes / 60)} h`;
}

/** A moment as this machine's clock shows it: `2026-11-25 14:54`. */
export function onTheClock(iso: string): string {
  const at = new Date(iso);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(two).join("-");
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `04  A leaderboard in SQL`. */
export function numbered({ number, title }: { number: number; title: string }): string {
  return `${String(number).padStart(2, "0")}  ${title}`;
}
