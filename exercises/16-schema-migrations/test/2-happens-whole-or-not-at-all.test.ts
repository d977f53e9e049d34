import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { failOn } from "#testkit/cost";
import type { Customers } from "../src/customers.ts";
import {
  answerOf,
  asOfToday,
  customersOf,
  everybody,
  leave,
  linesOf,
  type OldCustomer,
  oldShop,
  start,
} from "./old-shops.ts";

/** Release 2 let two customers have one address. Step 3 wants it to be unique: its first statement runs, its second throws. */
const twins: OldCustomer[] = everybody.map((customer) => ({ ...customer, email: "us@a.test" }));

describe("2. A step happens whole or not at all", () => {
  it("leaves the data as they were when a step throws", async () => {
    const shop = await oldShop("data after a failure", 2, twins);
    for (const _ of [1, 2, 3]) {
      await shop.status();
      await evictDurableObject(shop);
    }
    const times = await query(shop, "SELECT created_at FROM customers ORDER BY id");
    const before = twins.map(({ since }) => since.getTime() / 1000);
    expect(times, "seconds in `created_at`, after three starts at which step 3 has failed").toEqual(before);
  });

  it("says which version it stays at, and why", async () => {
    const shop = await oldShop("says why", 2, twins);
    const { version, error } = await shop.status();
    expect(String(error), "error in the status of a shop whose step 3 fails").toMatch(
      /UNIQUE constraint failed: customers.email/,
    );
    expect(version, "version of a shop of release 2 whose step 3 fails").toBe(2);
  });

  it("refuses to work with tables that it doesn't expect", async () => {
    await oldShop("refuses", 2, twins);
    const response = await exports.default.fetch("https://example.com/refuses/customers");
    expect(response.status, "status of a request to a shop whose step 3 fails").toBe(503);
  });

  it("arrives at the next start once the data are mended", async () => {
    const shop = await oldShop("mended", 2, twins);
    await shop.status();
    await query(shop, "UPDATE customers SET email = id || '@a.test'");
    await evictDurableObject(shop);
    const mended = twins.map((customer, at) => ({ ...customer, email: `${at + 1}@a.test` }));
    expect(await customersOf(shop), "customers of the shop whose addresses were mended").toEqual(asOfToday(3, mended));
  });

  it("arrives after a start that was cut off, at whichever statement", async () => {
    const shop = env.CUSTOMERS.getByName("cut off");
    for (let nth = 1, cutOff = true; cutOff; nth++) {
      await runInDurableObject(shop, (_, state) => leave(state, 1));
      cutOff = (await failOn(shop, nth, start)).reached;
      const customers = await answerOf(shop, async (instance, state) => linesOf(await start(instance, state)));
      expect(customers, `customers after a start cut off at statement ${nth}, and another start`).toEqual(asOfToday(1));
    }
  });

  it("keeps the steps before the one that failed", async () => {
    const shop = env.CUSTOMERS.getByName("steps before");
    const versions: unknown[] = [];
    for (let nth = 1, cutOff = true; cutOff; nth++) {
      await runInDurableObject(shop, (_, state) => leave(state, 1));
      cutOff = (await failOn(shop, nth, start)).reached;
      versions.push(await answerOf(shop, (instance) => instance.status().version));
    }
    expect(versions, "versions at which starts of a shop of release 1 were cut off").toContain(2);
  });

  it("makes the tables of a new shop after a start that was cut off, at whichever statement", async () => {
    const shop = env.CUSTOMERS.getByName("cut off when new");
    for (let nth = 1, cutOff = true; cutOff; nth++) {
      await runInDurableObject(shop, (_, { storage }) => storage.deleteAll());
      cutOff = (await failOn(shop, nth, start)).reached;
      const id = await answerOf(shop, async (instance, state) => (await start(instance, state)).add("Ada", null));
      expect(id, `id of the first customer, after a start cut off at statement ${nth}, and another start`).toBe(1);
    }
  });
});

/** Asks the object's tables themselves: one whose step has failed answers nothing about them. */
function query(shop: DurableObjectStub<Customers>, sql: string): Promise<unknown[]> {
  return runInDurableObject(shop, (_, { storage }) => [...storage.sql.exec(sql).raw()].map(([value]) => value));
}
