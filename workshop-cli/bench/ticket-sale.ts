import { UsageError } from "../src/errors.ts";
import { readArguments } from "./arguments.ts";
import { repository } from "./scratch.ts";
import { type Report, sell } from "./ticket-sale/run.ts";
import { findSeller } from "./ticket-sale/subject.ts";

/** 500 seats, and 2,000 buyers. A fifth of them are inside at a time, or less. */
const HALL = { rows: 20, seatsInRow: 25, price: 4500, room: 200 };
const BUYERS = 2_000;

/**
 * `npm run bench -- ticket-sale [--seed n] [--runs n] [--crash] [--json] [what]`: sells a hall to a crowd, once for each
 * seed from n on, and says how fast, and whether anything was sold twice. `what` is said in ticket-sale/subject.ts.
 * `--crash` kills workerd in the middle of each sale. Answers the exit code.
 */
export async function benchTicketSale(args: string[]): Promise<number> {
  const { seed, runs, crash, json, what } = read(args);
  const { folder, label } = findSeller(repository, what);
  const reports: Report[] = [];
  if (!json) console.log(`${label}: 500 seats, 2,000 buyers`);
  for (let run = 0; run < runs; run++) {
    const report = await sell(folder, HALL, { buyers: BUYERS, seed: seed + run, crash });
    reports.push(report);
    if (!json) console.log(row(report));
  }
  const faulty = reports.filter(({ faults }) => faults.length > 0);
  if (json) console.log(JSON.stringify({ seller: label, runs: reports }));
  else console.log(faulty.length === 0 ? good(reports) : bad(faulty));
  return faulty.length === 0 ? 0 : 1;
}

function read(args: string[]) {
  const { values, positionals } = readArguments(args, options, USAGE);
  const [seed, runs] = [values.seed, values.runs].map(Number) as [number, number];
  if (![seed, runs].every((each) => Number.isInteger(each) && each >= 1))
    throw new UsageError("A seed and a number of runs are whole numbers from 1.", USAGE);
  return { seed, runs, crash: values.crash, json: values.json, what: positionals[0] };
}

const options = {
  seed: { type: "string", default: "1" },
  runs: { type: "string", default: "1" },
  crash: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

const USAGE = "npm run bench -- ticket-sale [--seed 7] [--runs 3] [--crash] [--json] [what]";

function row({ seed, ms, sales, seats, refunds, requests, latency, faults }: Report): string {
  const seconds = ms / 1000;
  const times = Object.entries(latency).map(
    ([kind, { p50, p95, p99 }]) => `${kind} ${[p50, p95, p99].map(Math.round).join("/")}`,
  );
  const rates = `${seconds.toFixed(1)} s  ${(sales / seconds).toFixed(0)} sales/s  ${(requests / seconds).toFixed(0)} requests/s`;
  const lines = [
    `seed ${seed}: ${seats} seats in ${sales} sales, ${refunds} refunds  ${rates}`,
    `  ms at 50/95/99 %: ${times.join("  ")}`,
    ...faults.map((fault) => `  FAULT: ${fault}`),
  ];
  return lines.join("\n");
}

function good({ length }: Report[]): string {
  return `good: in ${length === 1 ? "this run" : `${length} runs`} no seat was sold twice, and every payment has a seat or was given back`;
}

function bad(faulty: Report[]): string {
  return `BAD: faults with ${faulty.length === 1 ? "seed" : "seeds"} ${faulty.map(({ seed }) => seed).join(", ")}`;
}
