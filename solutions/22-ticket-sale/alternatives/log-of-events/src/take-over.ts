import type { Event } from "./events.ts";
import { ROOM_OF_RELEASE_1 } from "./protocol.ts";

/** Tells as events what release 1 has stored, as if all of it had happened here. Empty where release 1 wasn't here. */
export function eventsOfRelease1(sql: SqlStorage, now: number): Event[] {
  const tables = sql.exec("SELECT name FROM sqlite_master WHERE name IN ('concert', 'seats')").toArray();
  if (tables.length < 2) return [];
  const { price } = sql.exec<{ price: number }>("SELECT price FROM concert").one();
  const seats = sql.exec<OldSeat>("SELECT * FROM seats").toArray();
  const rows = new Set(seats.map(({ seat }) => seat[0])).size;
  const concert = { rows, seatsInRow: seats.length / rows, price, room: ROOM_OF_RELEASE_1 };
  const taken = seats.filter(({ held_until, payment }) => payment !== null || (held_until ?? 0) * 1000 > now);
  const groups = Map.groupBy(taken, ({ buyer, held_until, payment }) => `${buyer} ${held_until} ${payment}`);
  return [{ type: "opened", concert }, ...[...groups.values()].flatMap((group) => eventsOf(group, price))];
}

type OldSeat = { seat: string; buyer: string; held_until: number | null; payment: string | null };

function eventsOf(seats: OldSeat[], price: number): Event[] {
  const [{ buyer, held_until, payment }] = seats as [OldSeat];
  const hold = crypto.randomUUID();
  const names = seats.map(({ seat }) => seat).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const held: Event = { type: "held", hold, buyer, seats: names, until: (held_until ?? 0) * 1000 };
  if (payment === null) return [held];
  const amount = seats.length * price;
  return [held, { type: "charging", payment, hold, amount }, { type: "charged", payment, result: "paid" }];
}
