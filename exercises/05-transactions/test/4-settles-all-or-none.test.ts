import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { withinLimits } from "#testkit/key-value";
import { answeredMeanwhile, breakEach, fair, faults, held, order, standing, told } from "./fair.ts";

/** The waffles buy eggs at the farm, which hasn't an account everywhere. */
const EVENING = [order("ada", "waffles", 300), order("waffles", "farm", 50), order("bob", "waffles", 300)];

describe("4. A stall's orders are settled together or not at all", () => {
  it("carries out all of them, and notes how many there were", async () => {
    const bank = await fair("all of them", { ada: 1000, bob: 1000, waffles: 0, farm: 0 });
    expect(told(await bank.settle("waffles", EVENING)), "the outcome of three orders").toBe("done, number 5");
    expect(await held(bank, "ada", "bob", "waffles", "farm"), "the accounts").toBe(
      "ada 700, bob 700, waffles 550, farm 50",
    );
    expect(await bank.handedIn("waffles"), "what is noted for the stall").toBe(3);
  });

  it("notes the same number when they come again", async () => {
    const bank = await fair("come again", { ada: 2000, bob: 2000, waffles: 0, farm: 0 });
    await bank.settle("waffles", EVENING);
    await bank.settle("waffles", EVENING);
    expect(await bank.handedIn("waffles"), "what is noted when three orders were handed in twice").toBe(3);
  });

  it("does nothing where one of the orders can't be carried out", async () => {
    const bank = await fair("one of three", { ada: 1000, bob: 1000, waffles: 0 });
    const before = await standing(bank);
    const outcome = await bank.settle("waffles", EVENING);
    expect(outcome.state, "the outcome where the farm, the second to be paid, has no account").toBe("refused");
    expect(await standing(bank), "accounts and lines after the refusal").toBe(before);
    expect(await bank.handedIn("waffles"), "what is noted for a stall whose orders were refused").toBeNull();
  });

  it("settles them when they are handed in again, and can be carried out", async () => {
    const bank = await fair("again", { ada: 1000, bob: 1000, waffles: 0 });
    await bank.settle("waffles", EVENING);
    await bank.open("farm");
    const outcome = await bank.settle("waffles", EVENING);
    expect(told(outcome), "the outcome once the farm has an account").toBe("done, number 5");
    expect(await held(bank, "ada", "bob", "waffles", "farm"), "the accounts").toBe(
      "ada 700, bob 700, waffles 550, farm 50",
    );
    expect(await faults(bank), "what is wrong with the ledger").toEqual([]);
  });

  it("has changed nothing, whichever of its statements failed", async () => {
    const bank = await fair("whichever of two", { ada: 1000, waffles: 0, farm: 0 });
    const before = await standing(bank);
    await breakEach(
      bank,
      async (instance) => instance.settle("waffles", EVENING.slice(0, 2)),
      async (attempt) => {
        expect(await standing(bank), `accounts and lines after statement ${attempt} failed`).toBe(before);
        expect(await bank.handedIn("waffles"), `the stall's note after statement ${attempt} failed`).toBeNull();
      },
    );
    expect(await held(bank, "waffles", "farm"), "the accounts when no statement fails any more").toBe(
      "waffles 250, farm 50",
    );
  });

  it("throws where it failed, and calls no failure a refusal", async () => {
    const bank = await fair("throws at night", { ada: 9000, waffles: 0, farm: 0 });
    const orders = [order("ada", "waffles", 300), order("ada", "farm", 50)];
    const ends: string[] = [];
    await breakEach(
      bank,
      async (instance) => {
        const settled = (async () => instance.settle("waffles", orders))();
        ends.push(await settled.then(({ state }) => state).catch(() => "threw"));
      },
      async () => {},
    );
    expect(ends, "how a hand-in ends, whichever of its statements fails").not.toContain("refused");
  });

  it("carries out no order where the note can't be kept", async () => {
    const bank = await fair("no note", { ada: 1000, waffles: 0, farm: 0 });
    const before = await standing(bank);
    // The platform refuses to keep anything for a stall of such a name: a key may have 2 MB.
    const stall = "waffles".repeat(500_000);
    await withinLimits(bank, async (instance) => instance.settle(stall, EVENING.slice(0, 2))).catch(() => {});
    expect(await standing(bank), "accounts and lines after put() refused the stall's note").toBe(before);
  });

  it("lets nobody wait for the watch, which has seen them", async () => {
    const bank = await fair("seen before", { cleo: 1000, waffles: 0 });
    const orders = [order("cleo", "waffles", 300)];
    const answered = await answeredMeanwhile("seen before", "cleo", (each) => each.settle("waffles", orders));
    expect(answered, "calls of balances() that are answered while the watch is busy, of twenty").toBe(20);
    expect(await held(bank, "cleo", "waffles"), "the accounts afterwards").toBe("cleo 700, waffles 300");
  });
});

describe("given: transactions, which are the platform's", () => {
  it("transaction() undoes SQL, keys and the alarm until rollback(), and nothing that is written after it", async () => {
    const left = await runInDurableObject(await fair("rollback", { ada: 0 }), async (bank, { storage }) => {
      await storage.transaction(async (transaction) => {
        bank.open("bob");
        await storage.put("before", 1);
        await storage.setAlarm(Date.UTC(2100, 0, 1));
        transaction.rollback();
        await storage.put("after", 1);
      });
      const keys = [storage.kv.get("before"), storage.kv.get("after")];
      return { keys, alarm: await storage.getAlarm(), accounts: Object.keys(await bank.balances()).sort() };
    });
    expect(left).toEqual({ keys: [undefined, 1], alarm: null, accounts: ["ada", "cash desk"] });
  });

  it("transactionSync() keeps what an asynchronous callback wrote, though it throws", async () => {
    const left = await runInDurableObject(env.BANK.getByName("asynchronous callback"), async (_, { storage }) => {
      const ended = storage.transactionSync(async () => {
        storage.kv.put("before the await", 1);
        await storage.get("anything");
        storage.kv.put("after the await", 1);
        throw new Error("too late");
      });
      await ended.catch(() => {});
      return [storage.kv.get("before the await"), storage.kv.get("after the await")];
    });
    expect(left).toEqual([1, 1]);
  });

  it("transaction() lets nobody in while it waits, not even for something else than storage", async () => {
    const seen = await whileWaiting("waits in a transaction", (storage, wait) => storage.transaction(wait));
    expect(seen).toEqual(["the transaction ends", "somebody else is answered"]);
  });

  it("without one, others are let in", async () => {
    const seen = await whileWaiting("waits without", (_, wait) => wait());
    expect(seen).toEqual(["somebody else is answered", "the transaction ends"]);
  });
});

/** What happens first, when somebody calls a bank while it waits for another object. */
async function whileWaiting(
  name: string,
  run: (storage: DurableObjectStorage, wait: () => Promise<void>) => Promise<void>,
): Promise<string[]> {
  return runInDurableObject(env.BANK.getByName(name), async (_, { storage }) => {
    const seen: string[] = [];
    let call: Promise<unknown> | undefined;
    await run(storage, async () => {
      call = env.BANK.getByName(name)
        .balances()
        .then(() => seen.push("somebody else is answered"));
      for (let turn = 0; turn < 20; turn++) await env.WATCH.getByName(name).approves(order("ada", "bob", 1));
      seen.push("the transaction ends");
    });
    await call;
    return seen;
  });
}
