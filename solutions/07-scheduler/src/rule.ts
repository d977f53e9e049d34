const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

/**
 * Answers the first full minute after `after` that the rule names, in UTC, or `null` where it names none. A rule is
 * "minute hour weekday" (0 is Sunday); each of the three is `*`, or numbers and ranges with commas between them.
 */
export function nextByRule(rule: string, after: number): number | null {
  const [minutes, hours, weekdays] = rule.split(" ").map(toField);
  if (!minutes || !hours || !weekdays) return null;
  const first = (Math.floor(after / MINUTE) + 1) * MINUTE;
  for (let at = first; at < first + WEEK; at += MINUTE) {
    const date = new Date(at);
    if (minutes(date.getUTCMinutes()) && hours(date.getUTCHours()) && weekdays(date.getUTCDay())) return at;
  }
  return null;
}

/** Answers what tells whether a number belongs to a field: of "1-5,0" every one but 6. */
function toField(field: string): (value: number) => boolean {
  if (field === "*") return () => true;
  const ranges = field.split(",").map((part) => part.split("-").map(Number));
  return (value) => ranges.some(([from = Number.NaN, to = from]) => from <= value && value <= to);
}
