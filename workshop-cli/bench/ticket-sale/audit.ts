import type { Held, Ledger } from "./buyer.ts";
import type { Payment } from "./sale.ts";

/** What is left after a sale: what buyers were told, and what the sale and the bank say themselves. */
export type Remains = {
  ledger: Ledger;
  seats: Record<string, string>;
  /** The seats as whoever looked on knows them. */
  live: Record<string, string>;
  books: Payment[];
};

/** Says what must never be. Empty where all is well. */
export function faultsOf({ ledger, seats, live, books }: Remains): string[] {
  const sold = [...ledger.sold.values()];
  const names = sold.flatMap((held) => held.seats);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const soldHere = Object.keys(seats).filter((seat) => seats[seat] === "sold");
  const different = Object.keys(seats).filter((seat) => seats[seat] !== live[seat]);
  return [
    ...(twice.length > 0 ? [`sold twice: ${twice.join(", ")}`] : []),
    ...missing(names, soldHere, "sold to somebody, and not marked as sold"),
    ...missing(soldHere, names, "marked as sold, and nobody was told"),
    ...moneyFaults(sold, books),
    ...(ledger.open.size > 0 ? [`${ledger.open.size} payments of which nobody knows what came of them`] : []),
    ...(ledger.strange.length > 0 ? [`${ledger.strange.length} strange answers, such as ${ledger.strange[0]}`] : []),
    ...(different.length > 0 ? [`seen differently by those who look on: ${different.join(", ")}`] : []),
  ];
}

/** Whether what the bank keeps is what was sold: then nothing is left to be given back. */
export function isSettled(ledger: Ledger, books: Payment[]): boolean {
  return moneyFaults([...ledger.sold.values()], books).length === 0;
}

function moneyFaults(sold: Held[], books: Payment[]): string[] {
  const paid = books.filter(({ state }) => state === "paid").map(({ amount }) => amount);
  const [have, due] = [paid, sold.map(({ amount }) => amount)].map(sum) as [number, number];
  if (have === due && paid.length === sold.length) return [];
  return [`the bank has kept ${paid.length} payments of ${have} cents in all, for ${sold.length} sales of ${due}`];
}

function missing(these: string[], inThose: string[], what: string): string[] {
  const there = new Set(inThose);
  const lacking = these.filter((seat) => !there.has(seat));
  return lacking.length > 0 ? [`${what}: ${[...new Set(lacking)].join(", ")}`] : [];
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
