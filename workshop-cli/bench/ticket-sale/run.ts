import { startWorker } from "#testkit/plain-workerd";
import { isRuntimeNoise } from "#testkit/runtime-output";
import { faultsOf, isSettled } from "./audit.ts";
import type { Ledger } from "./buyer.ts";
import { type Crowd, sendCrowd } from "./crowd.ts";
import { type Hall, type Kind, openSale, type Payment, type Sale } from "./sale.ts";

/** How one sale went. */
export type Report = {
  seed: number;
  ms: number;
  /** How many sales there were, of how many seats. */
  sales: number;
  seats: number;
  refunds: number;
  requests: number;
  /** Requests without an answer, since workerd was killed. */
  cutOff: number;
  /** Latencies in milliseconds, by what was asked for. */
  latency: Record<Kind, { p50: number; p95: number; p99: number }>;
  faults: string[];
};

/**
 * Sells a hall to a crowd, on plain workerd with empty storage, and looks whether all was as it must be.
 *
 * @param patience how many seconds money may take that has to go back: an alarm comes after ten.
 */
export async function sell(folder: string, hall: Hall, crowd: Crowd, patience = 25): Promise<Report> {
  await using worker = await startWorker({ folder, print });
  const sale = await openSale(worker, `concert-${crowd.seed}`, hall);
  const { ledger, ms } = await sendCrowd(worker, sale, crowd);
  const books = await settledBooks(sale, ledger, patience);
  const seats = await sale.seats();
  const faults = faultsOf({ ledger, seats, live: sale.live, books });
  sale.close();
  return {
    seed: crowd.seed,
    ms,
    sales: ledger.sold.size,
    seats: [...ledger.sold.values()].flatMap((held) => held.seats).length,
    refunds: books.filter(({ state }) => state === "refunded").length,
    requests: [...ledger.states.values()].reduce((sum, count) => sum + count, 0),
    cutOff: ledger.states.get("cut off") ?? 0,
    latency: {
      line: percentiles(sale.times.line),
      hold: percentiles(sale.times.hold),
      pay: percentiles(sale.times.pay),
    },
    faults,
  };
}

/** What the code prints is shown; what it throws isn't: the bank throws on purpose, and strange answers are faults. */
function print(message: string): void {
  if (!isRuntimeNoise(message)) console.error(message);
}

/** The bank's books, once all that has to be given back has been. */
async function settledBooks({ bank }: Sale, ledger: Ledger, patience: number): Promise<Payment[]> {
  let books = await bank.books();
  for (let seconds = 0; seconds < patience && !isSettled(ledger, books); seconds++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    books = await bank.books();
  }
  return books;
}

/** The times below which half, 95 and 99 of a hundred are. */
export function percentiles(times: number[]): { p50: number; p95: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
