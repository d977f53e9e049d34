import { listDurableObjectIds } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { until } from "#testkit/until";

/** How many shards there are, of the old layout and of the new one. */
export const OLD = 4;
export const NEW = 8;

/** An event with its shards, which the test can ask and hold. */
export function eventOf(name: string) {
  const layout = (size: number) =>
    Array.from({ length: size }, (_, index) => env.SHARD.getByName(`${name}:${size}:${index}`));
  const [old, now] = [layout(OLD), layout(NEW)];
  const all = [...old, ...now];
  const ask = (path: string, method = "GET") =>
    exports.default.fetch(`https://claps.example/${name}/${path}`, { method });
  const asked = () => Promise.all(all.map((shard) => shard.asked()));
  return {
    board: env.BOARD.getByName(name),
    old,
    now,
    all,
    /** How often each shard was asked for its sum. */
    asked,
    /** By HTTP, as a viewer does. */
    clap: async (viewer: string) => void (await ask(`claps?viewer=${viewer}`, "POST")),
    /** By HTTP: how often a viewer has clapped. */
    clapsOf: async (viewer: string) =>
      ((await (await ask(`claps?viewer=${viewer}`)).json()) as { claps: number }).claps,
    /** The shard that counted for this viewer when there were four. */
    oldHomeOf: (viewer: string) => old[fnv(viewer) % OLD] as (typeof old)[number],
    close: () => Promise.all(all.map((shard) => shard.close())),
    open: () => Promise.all(all.map((shard) => shard.open())),
    /** How many shards were asked, once this many were. */
    untilAsked: (count: number) =>
      until(
        async () => (await asked()).filter((times) => times > 0).length,
        (shards) => shards >= count,
      ),
  };
}

/** The name of an event none of whose shards was ever called. What an earlier run has called, workerd may still know. */
export async function unheardOfEvent(): Promise<string> {
  const known = new Set((await listDurableObjectIds(env.SHARD)).map(String));
  const names = Array.from({ length: 400 }, (_, n) => `show-${500 + n}`);
  const name = names.find((name) => eventOf(name).all.every(({ id }) => !known.has(String(id))));
  if (name === undefined) throw new Error("All events were heard of");
  return name;
}

/** Counts so many claps in a shard, as if they had come by the Worker. */
export async function fill(shard: DurableObjectStub & { add(viewer: string): unknown }, claps: number): Promise<void> {
  for (let n = 0; n < claps; n++) await shard.add("somebody");
}

/** As src/hash.ts does it: where the claps of old are can't be changed any more. */
function fnv(text: string): number {
  let hashed = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hashed = Math.imul(hashed ^ byte, 0x01000193) >>> 0;
  return hashed;
}
