/**
 * Whoever gives seats back takes with them what is known of their payment.
 *
 * Costs: it is on its way. The object crashes before the bank answers, and the bank keeps the money for nothing.
 * Caught by: 4-pays-slowly "is given back after a crash, when she gave the seat back meanwhile"
 * Hint: She gives the seat back while the bank thinks, and then the object crashes. Who knows that money is on its way?
 */
import { type Concert, HOLD, type HoldAnswer, type Seats } from "./protocol.ts";

/** Puts a concert on sale. Answers `false` where one is. */
export function openHall(sql: SqlStorage, { rows, seatsInRow, price, room }: Concert): boolean {
  const opened = sql.exec("INSERT INTO sale (id, price, room) VALUES (1, ?, ?) ON CONFLICT DO NOTHING", price, room);
  if (opened.rowsWritten === 0) return false;
  const seats = Array.from({ length: rows * seatsInRow }, (_, index) => {
    const row = String.fromCharCode("A".charCodeAt(0) + Math.floor(index / seatsInRow));
    return `${row}${(index % seatsInRow) + 1}`;
  });
  sql.exec("INSERT INTO places (seat) SELECT value FROM json_each(?) ORDER BY key", JSON.stringify(seats));
  return true;
}

/** How seats stand: all, or some. Holds that are over have to be ended before. */
export function seatsOf(sql: SqlStorage, some?: string[]): Seats {
  const rows = sql.exec<{ seat: string; state: Seats[string] }>(
    `SELECT seat, CASE WHEN hold IS NULL THEN 'free' WHEN payment IS NULL THEN 'held' ELSE 'sold' END AS state
     FROM places LEFT JOIN holds ON holds.id = places.hold
     WHERE ?1 IS NULL OR seat IN (SELECT value FROM json_each(?1)) ORDER BY number`,
    some === undefined ? null : JSON.stringify(some),
  );
  return Object.fromEntries(rows.toArray().map(({ seat, state }) => [seat, state]));
}

/** Gives all of these seats to a buyer, or none. */
export function hold(sql: SqlStorage, buyer: string, seats: string[], now: number): HoldAnswer {
  const [own] = sql.exec<Hold>("SELECT id, until FROM holds WHERE buyer = ? AND payment IS NULL", buyer).toArray();
  if (own !== undefined) {
    const held = seatsOfHold(sql, own.id);
    const isSame = held.length === seats.length && held.every((seat) => seats.includes(seat));
    return isSame ? answer(sql, own, seats) : { state: "holding" };
  }
  const states = seatsOf(sql, seats);
  if (Object.keys(states).length < seats.length) return { state: "unknown" };
  const taken = seats.filter((seat) => states[seat] !== "free");
  if (taken.length > 0) return { state: "taken", seats: taken };
  const made = { id: crypto.randomUUID(), until: now + HOLD };
  sql.exec("INSERT INTO holds (id, buyer, until) VALUES (?, ?, ?)", made.id, buyer, made.until);
  for (const seat of seats) sql.exec("UPDATE places SET hold = ? WHERE seat = ?", made.id, seat);
  return answer(sql, made, seats);
}

/** Ends a hold before its time. Answers its seats, none where there is no such hold. */
export function release(sql: SqlStorage, id: string): string[] {
  const holds = sql.exec<Hold>("SELECT id FROM holds WHERE id = ? AND payment IS NULL", id).toArray();
  if (holds.length > 0) sql.exec("DELETE FROM payments WHERE hold = ?", id);
  return end(sql, holds);
}

/** Ends the holds that are over. Answers their seats. To be called before all that looks at seats: the alarm may be late. */
export function endHolds(sql: SqlStorage, now: number): string[] {
  return end(sql, sql.exec<Hold>("SELECT id FROM holds WHERE payment IS NULL AND until <= ?", now).toArray());
}

/** Frees what was sold for a payment that the bank has given back. Answers the seats. */
export function unsell(sql: SqlStorage, payment: string): string[] {
  sql.exec("UPDATE payments SET state = 'refunded' WHERE id = ? AND state = 'paid'", payment);
  return end(sql, sql.exec<Hold>("SELECT id FROM holds WHERE payment = ?", payment).toArray());
}

/** The seats of a hold, in order. */
export function seatsOfHold(sql: SqlStorage, id: string): string[] {
  const rows = sql.exec<{ seat: string }>("SELECT seat FROM places WHERE hold = ? ORDER BY number", id).toArray();
  return rows.map(({ seat }) => seat);
}

/** What the seats of a hold cost, in cents. */
export function priceOf(sql: SqlStorage, id: string): number {
  const { price } = sql.exec<{ price: number }>("SELECT price FROM sale").one();
  return price * seatsOfHold(sql, id).length;
}

/** When the next hold ends, or `null`. */
export function nextEnd(sql: SqlStorage): number | null {
  return sql.exec<{ next: number | null }>("SELECT MIN(until) AS next FROM holds WHERE payment IS NULL").one().next;
}

type Hold = { id: string; until: number };

function answer(sql: SqlStorage, { id, until }: Hold, seats: string[]): HoldAnswer {
  return { state: "held", hold: id, seats, until, amount: priceOf(sql, id) };
}

/** The money of a payment that is under way goes back: the seats may be somebody else's by then. */
function end(sql: SqlStorage, holds: Pick<Hold, "id">[]): string[] {
  return holds.flatMap(({ id }) => {
    const seats = seatsOfHold(sql, id);
    sql.exec("UPDATE payments SET state = 'refunding' WHERE hold = ? AND state = 'asking'", id);
    sql.exec("UPDATE places SET hold = NULL WHERE hold = ?", id);
    sql.exec("DELETE FROM holds WHERE id = ?", id);
    return seats;
  });
}
