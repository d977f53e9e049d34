import { abortAllDurableObjects, evictAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { everyObject, evict, isAnythingStored } from "#testkit/objects";
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

it("isAnythingStored() knows keys and tables", async () => {
  const { HOST } = env;
  expect(await isAnythingStored(HOST.getByName("stores nothing"))).toBe(false);
  await HOST.getByName("stores a key").keep("word");
  expect(await isAnythingStored(HOST.getByName("stores a key"))).toBe(true);
  const table = HOST.getByName("stores a table");
  await runInDurableObject(table, (_, { storage }) => void storage.sql.exec("CREATE TABLE own (a)"));
  expect(await isAnythingStored(table)).toBe(true);
});
