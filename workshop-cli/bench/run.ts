/**
 * `npm run bench [-- --json] [-- --rounds n] [-- name…]`: our times and our memory beside those of the plain tools, in one
 * run. Each side is measured `n` times, 5 if nothing is said.
 * `npm run bench -- ticket-sale …`: a crowd of buyers for the capstone, see ticket-sale.ts.
 */
import { UsageError, WorkshopError } from "../src/errors.ts";
import { all } from "./all.ts";
import { readArguments } from "./arguments.ts";
import { cold } from "./cold.ts";
import { growth, list } from "./list.ts";
import { type Measured, measure } from "./measure.ts";
import { benchTicketSale } from "./ticket-sale.ts";
import { memory, saves, watch } from "./watch.ts";

const pairs = [cold, watch, memory, saves, all, list, growth];

const args = process.argv.slice(2);
const bench = args[0] === "ticket-sale" ? benchTicketSale(args.slice(1)) : benchPairs(args);
process.exitCode = await bench.catch((error) => {
  if (!(error instanceof WorkshopError)) throw error;
  console.error(`${error.message}\n${error.remedy}`);
  return error.exitCode;
});

async function benchPairs(args: string[]): Promise<number> {
  const { names, rounds, json } = read(args);
  const measured: Measured[] = [];
  for (const pair of pairs.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const result = await measure(pair, rounds);
    measured.push(result);
    if (!json) console.log(row(result));
  }
  if (json) console.log(JSON.stringify({ pairs: measured }));
  return measured.every(({ ratio, limit }) => ratio <= limit) ? 0 : 1;
}

function read(args: string[]): { names: string[]; rounds: number; json: boolean } {
  const options = { rounds: { type: "string", default: "5" }, json: { type: "boolean", default: false } } as const;
  const { values, positionals: names } = readArguments(args, options, "npm run bench -- [--rounds 5] [--json] [name…]");
  const strange = names.find((name) => !pairs.some((pair) => pair.name === name));
  if (strange !== undefined)
    throw new UsageError(`There is no bench "${strange}".`, `There are ${pairs.map(({ name }) => name).join(", ")}.`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new UsageError(`"${values.rounds}" isn't a number of rounds.`, "Give a whole number from 1.");
  return { names, rounds, json: values.json };
}

function row({ name, title, ours, theirs, ratio, limit, unit }: Measured): string {
  const verdict = ratio <= limit ? "good" : "TOO MUCH";
  const [a, b] = [ours, theirs].map((amount) => `${String(amount).padStart(7)} ${unit.padEnd(3)}`);
  return `${name.padEnd(7)}${a}${b}   ratio ${ratio.toFixed(2).padStart(5)} (at most ${limit})  ${verdict}   ${title}`;
}
