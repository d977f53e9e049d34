import { join } from "node:path";
import { type CloudflareAccount, type Deployment, openAccount } from "#testkit/deploys";

type Objects<Methods> = { getByName(name: string): Methods };

/** What the library's Worker finds in `env`, in one release or another. */
export type Library = {
  BOOKS?: Objects<{ lend(book: string, reader: string): Promise<void>; loans(): Promise<object[]> }>;
  HOLDS?: Objects<{ join(reader: string): Promise<void>; waiting(): Promise<string[]> }>;
  WISHES?: Objects<{ add(book: string): Promise<void>; list(): Promise<string[]> }>;
  FINES?: Objects<{ charge(cents: number): Promise<number>; owed(): Promise<number> }>;
};

/** The loan that is there before the first release. */
export const emma = { book: "Emma", reader: "Ada" };

/** An account as it is today: the library and the cash desk are live, and have something stored. */
export async function openLibrary(): Promise<CloudflareAccount> {
  today ??= prepare();
  return (await today).copy();
}

/** Prepared once for all files that run in one process. */
let today: Promise<CloudflareAccount> | undefined;

async function prepare(): Promise<CloudflareAccount> {
  const account = openAccount();
  for (const config of ["workers/cash-desk.jsonc", "wrangler.jsonc"]) await goLive(account, config);
  const { BOOKS, WISHES, FINES } = await library(account);
  await BOOKS?.getByName("north").lend(emma.book, emma.reader);
  await WISHES?.getByName("north").add("Ulysses");
  await FINES?.getByName("Ada").charge(250);
  return account;
}

/** Deploys the learner's releases one after the other, and answers what came of the last one. */
export async function deployUpTo(account: CloudflareAccount, last: number): Promise<Deployment> {
  for (let release = 1; release < last; release++) await account.deploy(`releases/${release}.jsonc`);
  return account.deploy(`releases/${last}.jsonc`);
}

/** Fails with the reason where a release didn't go live. */
export function expectLive(deployment: Deployment): void {
  if (deployment.state === "live") return;
  const error = new Error(`The release is refused: ${deployment.reason}`);
  // The test's line is of more use than this one.
  Error.captureStackTrace(error, expectLive);
  throw error;
}

/** What the library's Worker finds in `env` now. */
export function library(account: CloudflareAccount): Promise<Library> {
  return account.env<Library>("library");
}

/** The classes of a Worker that have storage, in order. */
export function classesOf(account: CloudflareAccount, worker: string): string[] {
  const own = account.namespaces().filter((namespace) => namespace.worker === worker);
  return own.map(({ className }) => className).sort();
}

/** What is live is given: a copy that has been changed doesn't count. */
async function goLive(account: CloudflareAccount, config: string): Promise<void> {
  expectLive(await account.deploy(join(import.meta.dirname, "..", config)));
}
