import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { freezeDate } from "#testkit/time";
import type { Customers } from "../src/customers.ts";

export type Release = 1 | 2 | 3;

/** A customer as an old release stored it; one that didn't know of addresses leaves them out. */
export type OldCustomer = { name: string; since: Date; note?: string; email?: string };

/** What is in the shops of the tests, whichever release made them. A note has white space around it, which stays. */
export const everybody: OldCustomer[] = [
  { name: "Ada", since: new Date("2024-02-29T12:00:00Z"), note: " Pays well.\n", email: "ada@a.test" },
  { name: "Élodie", since: new Date("2024-06-01T08:30:00Z") },
  { name: "O'Hara", since: new Date("2025-01-01T00:00:00Z"), note: "Don't call; write.", email: "oh@a.test" },
];

/** Makes a shop as `release` left it: its tables, the number it noted, and these customers. Nothing of today's code has run in it. */
export async function oldShop(
  name: string,
  release: Release,
  customers = everybody,
): Promise<DurableObjectStub<Customers>> {
  // So that an alarm which a step sets doesn't go off in the middle of a test.
  freezeDate();
  const shop = env.CUSTOMERS.getByName(name);
  await runInDurableObject(shop, (_, state) => leave(state, release, customers));
  await evictDurableObject(shop);
  return shop;
}

/** Puts the object's storage into the state in which `release` left it. */
export async function leave({ storage }: DurableObjectState, release: Release, customers = everybody): Promise<void> {
  await storage.deleteAll();
  storage.sql.exec(`
    CREATE TABLE _sql_schema_migrations (id INTEGER PRIMARY KEY, applied_at TEXT NOT NULL DEFAULT (datetime('now')));
    INSERT INTO _sql_schema_migrations (id) VALUES (${release});
    ${tables[release]}
  `);
  for (const customer of customers) {
    const row: Record<string, string | number | null> = {
      name: customer.name,
      note: customer.note ?? null,
      created_at: customer.since.getTime() / (release < 3 ? 1000 : 1),
    };
    if (release > 1) row.email = customer.email ?? null;
    const columns = Object.keys(row);
    storage.sql.exec(`INSERT INTO customers (${columns}) VALUES (${columns.map(() => "?")})`, ...Object.values(row));
  }
}

/** What `customersOf()` is to answer for a shop that `release` left. */
export function asOfToday(release: Release, customers = everybody): string[] {
  return customers.map(({ name, since, email }) => {
    return `${since.toISOString().slice(0, 10)} ${name} ${release === 1 ? null : (email ?? null)}`;
  });
}

/** What a shop lists, as text, or what it throws. */
export function customersOf(shop: DurableObjectStub<Customers>): Promise<string[] | string> {
  return answerOf(shop, linesOf);
}

/** Day, name and address of each customer. */
export function linesOf(shop: Customers): string[] {
  return shop.list().map(({ created_at, name, email }) => {
    const isDate = Math.abs(created_at) < 8.64e15;
    return `${isDate ? new Date(created_at).toISOString().slice(0, 10) : created_at} ${name} ${email}`;
  });
}

/** What a call answers, or what it throws, in words: of a step that failed the version and why, so that a line holds it. */
export function answerOf<R>(
  shop: DurableObjectStub<Customers>,
  call: (customers: Customers, state: DurableObjectState) => R | Promise<R>,
): Promise<R | string> {
  return runInDurableObject(shop, async (customers, state) => {
    try {
      return await call(customers, state);
    } catch (error) {
      return String(error).replace(/^MigrationError: A step .* stay at version (\d+): /, "At version $1: ");
    }
  });
}

/** Starts the object once more within a run, as a deploy would, so that a test can watch its start or break it. */
export async function start(customers: Customers, state: DurableObjectState): Promise<Customers> {
  const Class = customers.constructor as new (ctx: DurableObjectState, env: Env) => Customers;
  const started = new Class(state, env);
  // A start that isn't synchronous holds requests back in this way, and so is awaited.
  await state.blockConcurrencyWhile(async () => {});
  return started;
}

const tables: Record<Release, string> = {
  1: "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT, created_at INTEGER NOT NULL)",
  2: "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT, created_at INTEGER NOT NULL, email TEXT)",
  3: `CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT, created_at INTEGER NOT NULL, email TEXT);
      CREATE UNIQUE INDEX customers_by_email ON customers (email)`,
};
