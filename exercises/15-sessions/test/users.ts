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

/** Whether a token stands in storage in another spelling: in base64, in digits, without its dashes, as the bytes it spells. */
export async function canBeReadBack(stub: DurableObjectStub, token: string): Promise<boolean> {
  const bytes = new TextEncoder().encode(token);
  const digits = lettersOf(token);
  const spellings = [
    digits,
    hexOf(bytes),
    lettersOf(btoa(String.fromCharCode(...bytes))),
    // Where the token is digits, the bytes that these stand for are the same digits, or this.
    lettersOf(btoa(String.fromCharCode(...(digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))))),
    hexOf(bytesOfBase64(token)),
  ].filter((spelling) => spelling.length >= 8);
  const pieces = (await stored(stub)).map(lettersOf);
  return pieces.some((piece) => spellings.some((spelling) => piece.includes(spelling)));
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

/** Letters and digits of a text, whose case some spellings change and some keep. */
function lettersOf(text: string): string {
  return text.replace(/[^a-z0-9]/gi, "").toLowerCase();
}

/** The bytes that a text in base64 stands for, with `-_` or `+/`; none where it isn't one. */
function bytesOfBase64(text: string): Uint8Array {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
