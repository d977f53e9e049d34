/**
 * `npm run bench [-- --json] [-- name…]`: our times beside those of the plain tools, in one run.
 * `npm run bench -- ticket-sale …`: a crowd of buyers for the capstone, see ticket-sale.ts.
 */
import { WorkshopError } from "../src/errors.ts";
import { all } from "./all.ts";
import { cold } from "./cold.ts";
import { growth, list } from "./list.ts";
import { type Measured, measure } from "./measure.ts";
import { benchTicketSale } from "./ticket-sale.ts";
import { watch } from "./watch.ts";

const args = process.argv.slice(2);
const bench = args[0] === "ticket-sale" ? benchTicketSale(args.slice(1)) : benchPairs(args);
process.exitCode = await bench.catch((error) => {
  if (!(error instanceof WorkshopError)) throw error;
  console.error(`${error.message}\n${error.remedy}`);
  return error.exitCode;
});

async function benchPairs(args: string[]): Promise<number> {
  const isJson = args.includes("--json");
  const names = args.filter((arg) => !arg.startsWith("-"));
  const pairs = [cold, watch, all, list, growth].filter(({ name }) => names.length === 0 || names.includes(name));
  const measured: Measured[] = [];
  for (const pair of pairs) {
    const result = await measure(pair, 5);
    measured.push(result);
    if (!isJson) console.log(row(result));
  }
  if (isJson) console.log(JSON.stringify({ pairs: measured }));
  return measured.every(({ ratio, limit }) => ratio <= limit) ? 0 : 1;
}

function row({ name, title, ours, theirs, ratio, limit }: Measured): string {
  const verdict = ratio <= limit ? "good" : "TOO SLOW";
  return `${name.padEnd(8)}${String(ours).padStart(7)} ms${String(theirs).padStart(7)} ms   ratio ${ratio.toFixed(2).padStart(5)} (at most ${limit})  ${verdict}   ${title}`;
}
