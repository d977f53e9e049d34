import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";
import { asOfToday, customersOf, oldShop, type Release, start } from "./old-shops.ts";

describe("1. A shop of any age arrives at the newest version", () => {
  it.for([1, 2, 3] as Release[])(
    "brings a shop of release %i to the newest version with its first call",
    async (release) => {
      const shop = await oldShop(`version of ${release}`, release);
      const { version, newest } = await shop.status();
      expect(version, `version of a shop of release ${release} after its start`).toBe(newest);
    },
  );

  it.for([1, 2, 3] as Release[])("keeps every customer of a shop of release %i", async (release) => {
    const shop = await oldShop(`customers of ${release}`, release);
    expect(await customersOf(shop), `customers of a shop of release ${release}`).toEqual(asOfToday(release));
  });

  it("runs a step once, however often the object starts", async () => {
    const shop = await oldShop("starts three times", 1);
    for (const _ of [1, 2, 3]) {
      await customersOf(shop);
      await evictDurableObject(shop);
    }
    expect(await customersOf(shop), "customers after the fourth start").toEqual(asOfToday(1));
  });

  it("writes nothing at a start that has nothing to do", async () => {
    const shop = await oldShop("nothing to do", 2);
    const { version, newest } = await shop.status();
    expect(version, "version after the first start").toBe(newest);
    const { rowsRead, rowsWritten } = await measure(shop, start);
    expect(rowsWritten, "rows written by the second start").toBe(0);
    expect(rowsRead, "rows read by the second start").toBeLessThanOrEqual(5);
  });
});

describe("given: a new shop", () => {
  it("begins with the tables of release 3, without the steps before", async () => {
    const shop = env.CUSTOMERS.getByName("new shop");
    expect(await shop.add("Ada", "ada@example.com"), "id of the first customer").toBe(1);
    const steps = await runInDurableObject(shop, (_, { storage }) =>
      [...storage.sql.exec("SELECT id FROM _sql_schema_migrations WHERE id <= 3")].map(({ id }) => id),
    );
    expect(steps, "steps up to 3 that the new shop has noted").toEqual([3]);
  });

  it("keeps its customers when the object starts again", async () => {
    const shop = env.CUSTOMERS.getByName("new shop, again");
    await shop.add("Ada", "ada@example.com", 1_000);
    await evictDurableObject(shop);
    expect(await shop.list()).toEqual([{ id: 1, name: "Ada", email: "ada@example.com", created_at: 1_000 }]);
  });

  it("has an address only once", async () => {
    const url = "https://example.com/twice/customers";
    const add = () => exports.default.fetch(url, { method: "POST", body: '{"name":"Ada","email":"ada@example.com"}' });
    expect((await add()).status, "status of the first").toBe(200);
    expect((await add()).status, "status of the second").toBe(409);
  });
});
