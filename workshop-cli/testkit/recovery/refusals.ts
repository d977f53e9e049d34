/** Cloudflare keeps what is needed for this long. https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/#pitr-point-in-time-recovery-api */
export const KEPT = 30 * 24 * 60 * 60 * 1000;

/** What is said of a bookmark or a time that nothing can be restored to. The platform's own words aren't documented. */
export const refusals = {
  malformed: (given: unknown) =>
    `Expected a bookmark, such as 0000007b-0000b26e-00001538-0c3e87bb37b3db5cc52eedb93cd3b96b. Got ${shown(given)}.`,
  foreign: (bookmark: string) => `The bookmark ${bookmark} isn't of this object's history.`,
  future: (bookmark: string) => `The bookmark ${bookmark} is of a time that hasn't come yet.`,
  tooOld: (bookmark: string) => `The bookmark ${bookmark} is older than 30 days.`,
  notATime: (given: unknown) => `Expected a time: milliseconds since 1970, or a Date. Got ${shown(given)}.`,
  futureTime: (ms: number) => `Expected a time within the last 30 days. Got ${date(ms)}, which hasn't come yet.`,
  tooOldTime: (ms: number) => `Expected a time within the last 30 days. Got ${date(ms)}.`,
  inTransaction: "A bookmark of the middle of a transaction isn't imitated here: ask for it before or after.",
};

function shown(given: unknown): string {
  if (given instanceof Promise) return "a promise: is an await missing?";
  return typeof given === "string" ? JSON.stringify(given.slice(0, 100)) : String(given);
}

function date(ms: number): string {
  return new Date(ms).toISOString();
}
