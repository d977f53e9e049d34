import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { type Sale, saleOf } from "./sale.ts";

/** A seat as release 1 stored it. `until` in milliseconds since 1970, and a whole second. */
export type OldSeat = { seat: string; buyer?: string; until?: number; payment?: string };

/** The sale of a concert as release 1 has left it, in the middle of it. Nothing of today's code has sold there. */
export async function saleOfRelease1(name: string, seats: OldSeat[], price = 4500): Promise<Sale> {
  const sale = saleOf(name);
  const stub = env.SALE.getByName(sale.concert);
  await runInDurableObject(stub, async (_, { storage }) => {
    await storage.deleteAll();
    storage.sql.exec(TABLES);
    storage.sql.exec("INSERT INTO concert (price) VALUES (?)", price);
    // The order in a table isn't the order in the hall.
    for (const name of [...names].reverse()) {
      const { buyer = null, until, payment = null } = seats.find(({ seat }) => seat === name) ?? {};
      const seconds = until === undefined ? null : until / 1000;
      storage.sql.exec("INSERT INTO seats VALUES (?, ?, ?, ?)", name, buyer, seconds, payment);
    }
  });
  await evictDurableObject(stub);
  for (const payment of new Set(seats.flatMap((seat) => seat.payment ?? []))) {
    const count = seats.filter((seat) => seat.payment === payment).length;
    await env.BANK.getByName(sale.concert).charge(payment, count * price);
  }
  return sale;
}

/** A1 to B10: two rows of ten. */
const names = ["A", "B"].flatMap((row) => Array.from({ length: 10 }, (_, index) => `${row}${index + 1}`));

const TABLES = `
  CREATE TABLE _sql_schema_migrations (id INTEGER PRIMARY KEY, applied_at TEXT NOT NULL DEFAULT (datetime('now')));
  INSERT INTO _sql_schema_migrations (id) VALUES (1);
  CREATE TABLE concert (price INTEGER NOT NULL);
  CREATE TABLE seats (seat TEXT PRIMARY KEY, buyer TEXT, held_until INTEGER, payment TEXT);
`;
