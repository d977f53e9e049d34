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

/** Whether a text stands anywhere in what the object has stored, as text or as bytes. */
export async function isStored(stub: DurableObjectStub, text: string): Promise<boolean> {
  const bytes = hexOf(new TextEncoder().encode(text));
  return (await stored(stub)).some((each) => each.includes(text) || each.includes(bytes));
}

/** All that the object has stored, piece by piece: the rows of every table, keys and values. */
export function stored(stub: DurableObjectStub): Promise<string[]> {
  return runInDurableObject(stub, async (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .toArray()
      .filter(({ name }) => !name.startsWith("_cf_"));
    const rows = tables.map(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    return piecesOf([rows, await storage.list()]);
  });
}

function piecesOf(value: unknown): string[] {
  if (value instanceof ArrayBuffer) return [hexOf(new Uint8Array(value))];
  if (ArrayBuffer.isView(value)) return [hexOf(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
  if (typeof value !== "object" || value === null) return [String(value)];
  const isList = Array.isArray(value) || value instanceof Map || value instanceof Set;
  return (isList ? [...value] : Object.entries(value)).flatMap(piecesOf);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
