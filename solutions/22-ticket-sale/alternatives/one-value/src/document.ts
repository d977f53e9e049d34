import { type Concert, ROOM_OF_RELEASE_1 } from "./protocol.ts";

/** All that is to be known of a sale, as one value. */
export type Document = {
  concert: Concert;
  /** In milliseconds since 1970; 0 where release 1 opened it. */
  openedAt: number;
  /** In the hall's order. */
  seats: { [seat: string]: { hold: string } | null };
  holds: { [hold: string]: Hold };
  payments: { [payment: string]: Payment };
  /** In the order in which they came. `until` is `null` for who waits. */
  line: { buyer: string; asked: number; until: number | null }[];
  /** Whether the bank's books have to be compared with these. */
  compare: boolean;
  /** When the bank is to be asked again, where there is something to ask. */
  askAgainAt: number;
};

type Hold = { buyer: string; seats: string[]; until: number; payment: string | null };
type Payment = { hold: string; amount: number; state: "asking" | "paid" | "declined" | "owed" | "refunded" };

/** A sale in which nothing has happened yet. */
export function newDocument(concert: Concert, seats = seatsOf(concert)): Document {
  const free = Object.fromEntries(seats.map((seat) => [seat, null]));
  return { concert, openedAt: 0, seats: free, holds: {}, payments: {}, line: [], compare: false, askAgainAt: 0 };
}

/** Makes a document of release 1's tables; `null` where there are none. */
export function documentOfRelease1(sql: SqlStorage, now: number): Document | null {
  const isThere = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'concert'").toArray().length > 0;
  if (!isThere) return null;
  const { price } = sql.exec<{ price: number }>("SELECT price FROM concert").one();
  const rows = sql.exec<OldSeat>("SELECT * FROM seats ORDER BY substr(seat, 1, 1), length(seat), seat").toArray();
  const count = new Set(rows.map(({ seat }) => seat[0])).size;
  const concert = { rows: count, seatsInRow: rows.length / count, price, room: ROOM_OF_RELEASE_1 };
  const document = newDocument(
    concert,
    rows.map(({ seat }) => seat),
  );
  const ids = new Map<string, string>();
  for (const { seat, buyer, held_until, payment } of rows) {
    const until = (held_until ?? 0) * 1000;
    if (payment === null && until <= now) continue;
    const key = payment ?? `held by ${buyer}`;
    const id = ids.get(key) ?? crypto.randomUUID();
    ids.set(key, id);
    document.seats[seat] = { hold: id };
    const hold = document.holds[id] ?? { buyer: buyer ?? "", seats: [], until, payment };
    document.holds[id] = hold;
    hold.seats.push(seat);
    if (payment !== null) document.payments[payment] = { hold: id, amount: hold.seats.length * price, state: "paid" };
  }
  return document;
}

type OldSeat = { seat: string; buyer: string | null; held_until: number | null; payment: string | null };

function seatsOf({ rows, seatsInRow }: Concert): string[] {
  const seats: string[] = [];
  for (let row = 0; row < rows; row++)
    for (let seat = 1; seat <= seatsInRow; seat++) seats.push(`${String.fromCharCode(65 + row)}${seat}`);
  return seats;
}
