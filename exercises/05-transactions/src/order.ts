/** What is to be paid. */
export type Order = {
  /** Made up by whoever gives the order, and the same each time that it is sent. */
  key: string;
  from: string;
  to: string;
  /** In cents: a whole number, greater than 0. */
  amount: number;
};

/** What came of it: the number of the transfer (of the last one, where there were several), or why nothing was done. */
export type Outcome = { state: "done"; number: number } | { state: "refused"; reason: string };

/** A line of the ledger. Each transfer has two: what one account lost, and what the other got. */
export type Entry = { number: number; account: string; amount: number };

/** All orders that a stall has collected in an evening. */
export type HandIn = { stall: string; orders: Order[] };

/** Where money comes in and goes out. It alone may go below zero. */
export const CASH_DESK = "cash desk";

/** Thrown where an order can't be carried out. The message is for whoever gave it. */
export class Refusal extends Error {}

/** Makes an answer of a `Refusal`. Any other error is a failure, and is thrown on. */
export function refusedBy(error: unknown): Outcome {
  if (error instanceof Refusal) return { state: "refused", reason: error.message };
  throw error;
}

/** Reads an order that somebody sent; `null` where it isn't one. */
export function readOrder(text: string): Order | null {
  try {
    const { key, from, to, amount } = JSON.parse(text);
    const named = [key, from, to].every((name) => typeof name === "string" && name.length > 0 && name.length <= 80);
    return named && Number.isSafeInteger(amount) && amount > 0 ? { key, from, to, amount } : null;
  } catch {
    return null;
  }
}
