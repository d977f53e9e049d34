import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { freezeDate } from "#testkit/time";
import type { Decision } from "../src/rate-limiter.ts";

/** As in src/rate-limiter.ts: so many calls within any so many milliseconds. */
export const LIMIT = 5;
export const WINDOW = 60_000;

/** The limiter of a customer, under a date that is frozen at the beginning of a minute. */
export function limiterOf(customer: string) {
  freezeDate();
  return env.RATE_LIMITER.getByName(customer);
}

/** Makes so many calls at one time, and answers how many were allowed. */
export async function call(limiter: { take(): PromiseLike<Decision> }, times: number): Promise<number> {
  let allowed = 0;
  for (let n = 0; n < times; n++) if ((await limiter.take()).allowed) allowed++;
  return allowed;
}

/** Asks the Worker for a forecast with this key. */
export function forecast(key: string): Promise<Response> {
  return exports.default.fetch("https://weather.example/forecast", { headers: { "X-Api-Key": key } });
}

/** All that the object has stored, as text: the rows of its tables, its keys and values. Empty where there is nothing. */
export function stored(stub: DurableObjectStub): Promise<string> {
  return runInDurableObject(stub, async (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .toArray()
      .filter(({ name }) => !name.startsWith("_cf_") && !name.startsWith("sqlite_"));
    const rows = tables.flatMap(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    return [...rows, ...(await storage.list())].map((each) => JSON.stringify(each)).join("\n");
  });
}
