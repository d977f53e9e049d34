import { abortAllDurableObjects, evictAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { everyObject, evict } from "#testkit/objects";
import { wipe } from "#testkit/wipe";

it.each([
  ["is in memory", async () => {}],
  ["was evicted", async () => evict(env.HOST.getByName("was evicted"))],
  ["was evicted with all others", () => evictAllDurableObjects()],
  ["crashed", () => abortAllDurableObjects()],
])("wipe() takes away what an object stored that %s", async (name, leave) => {
  expect(await env.HOST.getByName(name).keep("mine")).toBeNull();
  await leave();
  expect(await env.HOST.getByName(name).keep("still there")).toBe("mine");
  await leave();
  await wipe();
  expect(everyObject()).toEqual([]);
  expect(await env.HOST.getByName(name).keep("another's")).toBeNull();
});
