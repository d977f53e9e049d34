import { listDurableObjectIds } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";

/** What opens a room's door. */
type Key = { name: string } | { invitation: string };

type Answer = {
  /** The status; of a Worker that throws, which is a 500 on the platform, what it threw. */
  status: number | string;
  title?: string;
  /** Who is in it. Where the answer was another one, a sentence that says which, and so has the title. */
  players?: string[] | string;
};

/** Looks into a room. */
export const look = (key: Key) => ask("GET", "/room", key);

/** Lets a player into a room. */
export const join = (key: Key, player: string) => ask("POST", "/room", { ...key, player });

/** How both are answered, in that order. */
export async function statuses(key: Key): Promise<(number | string)[]> {
  return [(await look(key)).status, (await join(key, "ada")).status];
}

/** Has a host open a private room, and answers its invitation. */
export async function open(host: string, title: string): Promise<string> {
  const { status, invitation } = await ask<{ invitation?: string }>("POST", "/private", { host, title });
  if (invitation === undefined) throw new Error(`POST /private should answer an invitation; its answer was ${status}.`);
  return invitation;
}

/** The rooms that a host has opened, as the host is told. */
export async function roomsOf(host: string): Promise<{ title: string; invitation: string }[]> {
  const response = await exports.default.fetch(`https://rooms.example/private?${new URLSearchParams({ host })}`);
  return response.json();
}

/**
 * The ids of the rooms that there are: each object that was ever called, also if all that it stored was wiped since. So
 * whoever looks for new ones uses names that nobody has used.
 */
export async function rooms(): Promise<string[]> {
  return (await listDurableObjectIds(env.ROOM)).map(String);
}

/** How many rooms there are more after `work` than before. */
export async function roomsMadeBy(work: () => Promise<unknown>): Promise<number> {
  const before = await rooms();
  await work();
  return (await rooms()).length - before.length;
}

/** The word with something behind it that makes it new. */
export function unused(word: string): string {
  return `${word}-${crypto.randomUUID().slice(0, 8)}`;
}

/** Asks the Worker, as a browser does. */
export async function ask<T>(method: string, path: string, parameters: Record<string, string>): Promise<Answer & T> {
  const url = `https://rooms.example${path}?${new URLSearchParams(parameters)}`;
  const response = await exports.default.fetch(url, { method }).catch((error: unknown) => String(error));
  if (typeof response === "string") return insteadOf<T>(response, `The Worker answered 500, for it threw: ${response}`);
  const body = await response.text();
  if (body.startsWith("{")) return { status: response.status, ...JSON.parse(body) };
  return insteadOf<T>(response.status, `The Worker answered ${response.status}`);
}

/** What stands for a room that wasn't shown, so that a test which fails says why. */
function insteadOf<T>(status: number | string, sentence: string): Answer & T {
  return { status, title: sentence, players: sentence } as Answer & T;
}
