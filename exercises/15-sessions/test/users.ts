import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { DAY, freezeDate } from "#testkit/time";

/** How long a session lasts after it was used last, as the lesson says. */
export const LIFETIME = 30 * DAY;

/** The sessions of a user, under a frozen date. */
export function sessionsOf(user: string) {
  freezeDate();
  return env.SESSIONS.getByName(user);
}

/** What a call answers; where it throws, the error as text, which is no answer that anybody expects. */
export function answerOf<Answer>(call: PromiseLike<Answer>): Promise<Answer | string> {
  return Promise.resolve(call).catch(String);
}

/** The devices of the sessions that a user sees. */
export async function devices(sessions: { list(): PromiseLike<{ device: string }[]> }): Promise<string[]> {
  return (await sessions.list()).map(({ device }) => device);
}

/** Whether a text stands anywhere in what the object has stored: in a row of any table, in a key or a value. */
export function isStored(stub: DurableObjectStub, text: string): Promise<boolean> {
  return runInDurableObject(stub, async (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .toArray()
      .filter(({ name }) => !name.startsWith("_cf_"));
    const rows = tables.map(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    return JSON.stringify([rows, [...(await storage.list())]]).includes(text);
  });
}
