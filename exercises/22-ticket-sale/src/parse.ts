import { MOODS, type Mood } from "./bank.ts";
import type { Concert } from "./protocol.ts";

/** What somebody sent isn't what is expected. The message says what is. */
export class Malformed extends Error {}

/** `{ "rows": 5, "seatsInRow": 8, "price": 4500, "room": 20 }` */
export function readConcert(body: unknown): Concert {
  const { rows, seatsInRow, price, room } = fieldsOf(body);
  const isGood = isCount(rows, 26) && isCount(seatsInRow, 40) && isCount(price, 1_000_000) && isCount(room, 1_000_000);
  if (!isGood) throw new Malformed("Expected rows (1 to 26), seatsInRow (1 to 40), price (in cents) and room");
  return { rows, seatsInRow, price, room };
}

/** `{ "buyer": "ada" }`. Stands for a session: who signed in is who they say. */
export function readBuyer(body: unknown): string {
  const { buyer } = fieldsOf(body);
  if (typeof buyer !== "string" || !/^[\w-]{1,64}$/.test(buyer)) throw new Malformed("Expected a buyer");
  return buyer;
}

/** `{ "buyer": "ada", "seats": ["A1", "A2"] }`, four seats at most. */
export function readWish(body: unknown): { buyer: string; seats: string[] } {
  const { seats } = fieldsOf(body);
  const isGood =
    Array.isArray(seats) &&
    seats.length >= 1 &&
    seats.length <= 4 &&
    seats.every((seat) => typeof seat === "string" && /^[A-Z][1-9]\d?$/.test(seat)) &&
    new Set(seats).size === seats.length;
  if (!isGood) throw new Malformed('Expected one to four different seats, as ["A1", "A2"]');
  return { buyer: readBuyer(body), seats };
}

/** `{ "to": "2026-11-23T12:00:00Z" }`, in milliseconds since 1970. */
export function readTime(body: unknown): number {
  const time = Date.parse(String(fieldsOf(body).to));
  if (Number.isNaN(time)) throw new Malformed('Expected a time, as "2026-11-23T12:00:00Z"');
  return time;
}

/** `{ "mood": "slow" }` */
export function readMood(body: unknown): Mood {
  const mood = MOODS.find((each) => each === fieldsOf(body).mood);
  if (mood === undefined) throw new Malformed(`Expected a mood: ${MOODS.join(", ")}`);
  return mood;
}

function fieldsOf(body: unknown): Record<string, unknown> {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;
}
