import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { alarmTime, fireAlarm } from "#testkit/alarms";
import { measure } from "#testkit/cost";
import { freezeDate } from "#testkit/time";
import type { Customers } from "../src/customers.ts";
import { answerOf, leave, type OldCustomer, start } from "./old-shops.ts";

// A flower is greater than "\uffff", as SQLite compares.
const NAMES = ["Zoé", "ÁDÁM", "noël", "Œdipe", "A🌻ra"];
const crowd: OldCustomer[] = Array.from({ length: 2_000 }, (_, n) => ({
  name: `${NAMES[n % NAMES.length]} ${n}`,
  since: new Date(n * 1000),
}));

describe("Stretch: what takes long is done in the background", () => {
  it("leaves the keys to alarms, at most 500 to each, however many customers there are", async () => {
    freezeDate();
    const shop = env.CUSTOMERS.getByName("starts at once");
    await runInDurableObject(shop, (_, state) => leave(state, 3, crowd));
    await runInDurableObject(shop, start);
    // The start's own rows tell nothing: any other step may rewrite the table.
    const writes = await fillIn(shop);
    expect(sum(writes), "rows written by all alarms, to fill in 2,000 keys").toBeGreaterThanOrEqual(2_000);
    expect(Math.max(...writes), "rows written by one alarm").toBeLessThanOrEqual(1_600);
  });

  it("finds everybody before, while and after the keys are filled in", async () => {
    freezeDate();
    const shop = env.CUSTOMERS.getByName("finds everybody");
    await runInDurableObject(shop, (_, state) => leave(state, 3, crowd));
    await runInDurableObject(shop, start);
    for (let alarms = 0; alarms < 50; alarms++) {
      for (const [text, names] of searches) {
        const found = await answerOf(shop, (customers) => customers.search(text).map(({ id }) => id));
        expect(found, `customers found by "${text}" after ${alarms} alarms`).toEqual(idsOf(names));
      }
      if ((await fireAlarm(shop)).state === "none") return;
    }
    expect.fail("An alarm still stands after fifty: what ends the work?");
  });

  it("finds a few customers without reading the others, once the keys are there", async () => {
    freezeDate();
    const shop = env.CUSTOMERS.getByName("reads few");
    await runInDurableObject(shop, (_, state) => leave(state, 3, crowd));
    await runInDurableObject(shop, start);
    await shop.add("Zoë 5000", null);
    await fillIn(shop);
    expect(
      (await shop.search("ZOE 5000")).map(({ name }) => name),
      "found by ZOE 5000",
    ).toEqual(["Zoë 5000"]);
    const { rowsRead } = await measure(shop, (customers) => customers.search("zoe 1995"));
    expect(rowsRead, "rows read to find one of 2,001 customers").toBeLessThanOrEqual(20);
  });
});

/** Lets alarms go off until none stands, and answers how many rows each wrote. */
async function fillIn(shop: DurableObjectStub<Customers>): Promise<number[]> {
  const writes: number[] = [];
  while (writes.length < 50 && (await alarmTime(shop)) !== null) {
    const { rowsWritten } = await measure(shop, async (customers, { storage }) => {
      await storage.deleteAlarm();
      await customers.alarm?.();
    });
    writes.push(rowsWritten);
  }
  return writes;
}

/** What somebody searches for, and how the names begin that this is to find. */
const searches: [string, string[]][] = [
  ["adam 1", ["ÁDÁM 1"]],
  ["a", ["ÁDÁM", "A🌻ra"]],
  ["", NAMES],
];

function idsOf(beginnings: string[]): number[] {
  return crowd.flatMap(({ name }, at) => (beginnings.some((each) => name.startsWith(each)) ? [at + 1] : []));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
