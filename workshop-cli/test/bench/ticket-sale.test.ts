import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { faultsOf, isSettled } from "../../bench/ticket-sale/audit.ts";
import type { Ledger } from "../../bench/ticket-sale/buyer.ts";
import { randomOf } from "../../bench/ticket-sale/random.ts";
import { percentiles, sell } from "../../bench/ticket-sale/run.ts";
import { findSeller } from "../../bench/ticket-sale/subject.ts";

const root = join(import.meta.dirname, "../../..");
const HALL = { rows: 3, seatsInRow: 8, price: 4500, room: 20 };

describe("randomOf()", () => {
  it("gives the same numbers for the same seed, and others for another", () => {
    const numbers = (seed: number) => {
      const { below } = randomOf(seed);
      return Array.from({ length: 20 }, () => below(1000));
    };
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
  });

  it("spreads them", () => {
    const { below } = randomOf(1);
    const counts = [0, 0, 0, 0, 0];
    for (let n = 0; n < 5000; n++) counts[below(5)] = (counts[below(5)] ?? 0) + 1;
    for (const count of counts) expect(count).toBeGreaterThan(800);
  });
});

/** A sale of two seats to one buyer, as it must be; `wrong` is what is different. */
function remains(wrong: object = {}) {
  const held = { hold: "h", seats: ["A1", "A2"], amount: 9000 };
  const ledger: Ledger = { sold: new Map([["h", held]]), open: new Map(), states: new Map(), strange: [] };
  const seats = { A1: "sold", A2: "sold", A3: "free" };
  return { ledger, seats, live: seats, books: [{ payment: "p", amount: 9000, state: "paid" }], ...wrong };
}

describe("the audit", () => {
  it("finds nothing where all is well", () => {
    expect(faultsOf(remains())).toEqual([]);
  });

  it("finds a seat that two buyers were told is theirs", () => {
    const { ledger, books, ...rest } = remains();
    ledger.sold.set("other", { hold: "other", seats: ["A2"], amount: 4500 });
    const paid = [...books, { payment: "q", amount: 4500, state: "paid" }];
    expect(faultsOf({ ...rest, ledger, books: paid })).toEqual(["sold twice: A2"]);
  });

  it.for([
    ["a seat that isn't marked", { seats: { A1: "sold", A2: "held", A3: "free" } }, /sold to somebody.*A2/],
    ["a seat of nobody's", { seats: { A1: "sold", A2: "sold", A3: "sold" } }, /nobody was told: A3/],
    ["money that isn't there", { books: [] }, /kept 0 payments of 0 cents in all, for 1 sales of 9000/],
    [
      "money that is there twice",
      { books: ["p", "q"].map((payment) => ({ payment, amount: 9000, state: "paid" })) },
      /2 payments/,
    ],
    ["what those who look on don't know", { live: { A1: "sold", A2: "held", A3: "free" } }, /seen differently.*A2/],
  ] as const)("finds %s", ([, wrong, words]) => {
    expect(faultsOf(remains(wrong)).join("\n")).toMatch(words);
  });

  it("finds payments that came to nothing, and answers that nobody should get", () => {
    const { ledger, ...rest } = remains();
    ledger.open.set("x", { hold: "x", seats: ["A3"], amount: 4500 });
    ledger.strange.push("500: Internal error");
    expect(faultsOf({ ...rest, ledger })).toEqual([
      "1 payments of which nobody knows what came of them",
      "1 strange answers, such as 500: Internal error",
    ]);
  });

  it("doesn't count what was given back", () => {
    const { ledger, books } = remains();
    expect(isSettled(ledger, [...books, { payment: "q", amount: 4500, state: "refunded" }])).toBe(true);
    expect(isSettled(ledger, [...books, { payment: "q", amount: 4500, state: "paid" }])).toBe(false);
  });
});

describe("percentiles()", () => {
  it("answers the times below which so many are", () => {
    const times = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentiles(times)).toEqual({ p50: 51, p95: 96, p99: 100 });
    expect(percentiles([])).toEqual({ p50: 0, p95: 0, p99: 0 });
  });
});

describe("a sale to a crowd", { timeout: 240_000 }, () => {
  it.for([false, true])("finds no fault in the solution (workerd is killed: %s)", async (crash) => {
    const { folder } = findSeller(root, "solution");
    const report = await sell(folder, HALL, { buyers: 80, seed: 3, crash });
    expect(report).toMatchObject({ seed: 3, faults: [] });
    // How many sales end before workerd is killed depends on how busy the machine is.
    expect(report.sales).toBeGreaterThan(crash ? 0 : 3);
    expect(report.cutOff > 0, "whether requests were cut off").toBe(crash);
    expect(report.latency.pay.p50).toBeGreaterThan(0);
  });

  it("finds seats that are sold twice", async () => {
    const { folder } = findSeller(root, "waits-after-it-looked");
    const { faults } = await sell(folder, HALL, { buyers: 80, seed: 3, crash: false }, 1);
    expect(faults.join("\n")).toMatch(/sold twice: [A-C]\d/);
  });

  it("says what there is, where there is nothing of that name", () => {
    expect(() => findSeller(root, "nobody")).toThrow('There is nothing called "nobody" that sells tickets.');
  });
});
