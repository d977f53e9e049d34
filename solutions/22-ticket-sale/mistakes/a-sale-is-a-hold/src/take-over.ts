/**
 * What release 1 holds at this moment is looked for first, and what it has sold only among the rest.
 *
 * Costs: whoever bought a seat a moment ago only holds it now, and loses it a minute later.
 * Caught by: 6-takes-over "has all its seats, and each stands as it stood"
 * Caught by: 6-takes-over "never frees what was sold a moment ago, whose hold would still last"
 * Hint: Somebody bought a seat of release 1 ten seconds ago. What does the row of this seat look like?
 */
import { ROOM_OF_RELEASE_1 } from "./protocol.ts";

/** Whether what is stored here is release 1's. */
export function isOfRelease1(sql: SqlStorage): boolean {
  return sql.exec<{ version: number }>("SELECT MAX(id) AS version FROM _sql_schema_migrations").one().version === 1;
}

/** Brings over what release 1 has stored: whole, or not at all. */
export function takeOver(storage: DurableObjectStorage, now: number): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    sql.exec("INSERT INTO sale (id, price, room) SELECT 1, price, ? FROM concert", ROOM_OF_RELEASE_1);
    sql.exec(
      "INSERT INTO places (seat) SELECT seat FROM seats ORDER BY substr(seat, 1, 1), CAST(substr(seat, 2) AS INTEGER)",
    );
    for (const { buyer, until, payment, seats } of holdsOfRelease1(sql, now)) {
      const id = crypto.randomUUID();
      sql.exec("INSERT INTO holds (id, buyer, until, payment) VALUES (?, ?, ?, ?)", id, buyer, until, payment);
      sql.exec("UPDATE places SET hold = ? WHERE seat IN (SELECT value FROM json_each(?))", id, seats);
      if (payment === null) continue;
      // Whoever compares the bank's books with ours must find it in ours.
      sql.exec(
        "INSERT INTO payments (id, hold, amount, state, asked) SELECT ?, ?, price * json_array_length(?), 'paid', ? FROM sale",
        ...[payment, id, seats, now],
      );
    }
    sql.exec("DROP TABLE seats; DROP TABLE concert; INSERT INTO _sql_schema_migrations (id) VALUES (2)");
  });
}

/** What is sold, and what is still held. Release 1 counted in seconds, and left holds lying about that were over. */
function holdsOfRelease1(sql: SqlStorage, now: number) {
  return sql
    .exec<{ buyer: string; until: number; payment: string | null; seats: string }>(
      `SELECT buyer, until, payment, json_group_array(seat) AS seats FROM (
         SELECT seat, buyer, held_until * 1000 AS until, NULL AS payment FROM seats WHERE held_until * 1000 > ?1
         UNION ALL
         SELECT seat, buyer, held_until * 1000, payment FROM seats WHERE payment IS NOT NULL AND held_until * 1000 <= ?1
       ) GROUP BY buyer, payment`,
      now,
    )
    .toArray();
}
