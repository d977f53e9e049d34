import { abortAllDurableObjects } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, onTestFinished, vi } from "vitest";
import { passTimeForAll } from "#testkit/alarms";
import { evictEveryObject, forgetObjects } from "#testkit/objects";
import { open, type TestSocket, upgrade } from "#testkit/sockets";
import { freezeDate } from "#testkit/time";
import type { Mood, Payment } from "../src/bank.ts";
import type { Concert, Seats } from "../src/protocol.ts";

/** What the Worker answers: a status, and JSON with a state. */
export type Answer = { status: number; state: string; hold: string; [key: string]: unknown };

/** Times of the protocol, in milliseconds. */
export const SECOND = 1_000;
export const HOLD = 120 * SECOND;
export const TURN = 300 * SECOND;

/** The hall of the tests: forty seats, A1 to E8. */
export const HALL: Concert = { rows: 5, seatsInRow: 8, price: 4500, room: 1000 };

/** What can befall a sale at any step, and leaves it what it has stored. Whoever looks on is cut off by a crash. */
export const crashes = [
  ["is evicted", evictEveryObject],
  ["crashes", abortAllDurableObjects],
] as const;

/** What is stored by objects that a crash has ended outlives all runs of the tests in one workerd; so concerts are others each time. */
const run = crypto.randomUUID().slice(0, 4);

/** The sale of a concert, open or not, under a frozen date. It is asked as everybody does: by HTTP. */
export function saleOf(name: string) {
  const file = expect.getState().testPath?.match(/([^/\\]+)\.test\.ts$/)?.[1];
  const concert = `${file}-${name}-${run}`.replaceAll(/[^a-z0-9]+/g, "-");
  freezeDate();
  onTestFinished(forgetObjects);
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await exports.default.fetch(`https://tickets.example${path}`, init);
    const text = await response.text();
    const answer = { status: response.status, ...(text.startsWith("{") ? JSON.parse(text) : { state: text }) };
    // In which order an answer names the seats of a hold isn't promised.
    return Array.isArray(answer.seats) ? { ...answer, seats: answer.seats.toSorted(byName) } : answer;
  };
  const sale = {
    concert,
    ask,
    open: (hall: Partial<Concert> = {}) => ask("PUT", `/operator/${concert}`, { ...HALL, ...hall }),
    rewind: (to: number) => ask("POST", `/operator/${concert}/rewind`, { to: new Date(to).toISOString() }),
    seats: async () => (await ask("GET", `/${concert}`)).seats as Seats,
    /** How these seats stand. */
    stateOf: async (...seats: string[]): Promise<Seats> => pick(await sale.seats(), seats),
    enter: (buyer: string) => ask("POST", `/${concert}/line`, { buyer }),
    leave: (buyer: string) => ask("DELETE", `/${concert}/line/${buyer}`),
    hold: (buyer: string, ...seats: string[]) => ask("POST", `/${concert}/holds`, { buyer, seats }),
    /** A buyer comes in, and asks for seats. */
    async choose(buyer: string, ...seats: string[]): Promise<Answer> {
      await sale.enter(buyer);
      return sale.hold(buyer, ...seats);
    },
    release: (hold: string) => ask("DELETE", `/${concert}/holds/${hold}`),
    pay: (hold: string) => ask("POST", `/${concert}/holds/${hold}/payment`),
    /** A buyer comes in, and buys seats. Answers what paying came to. */
    async buy(buyer: string, ...seats: string[]): Promise<Answer> {
      const { state, hold } = await sale.choose(buyer, ...seats);
      expect(state, `what comes of ${buyer}'s asking for ${seats}`).toBe("held");
      return sale.pay(hold);
    },
    /** Somebody looks on. */
    look: (query = "") => open(exports.default.fetch(`https://tickets.example/${concert}/live${query}`, upgrade)),
    /** How these seats stand for somebody who looks on, as soon as they stand as `expected`, or when no more news comes. */
    async seenBy(socket: TestSocket, expected: Seats): Promise<Seats> {
      const look = () => pick(seatsSeen(socket), Object.keys(expected));
      const isThere = () => JSON.stringify(look()) === JSON.stringify(expected);
      // Each question gives what is under way a turn, and the sale, which isn't asked, no reason to look for what is over.
      for (let questions = 0; questions < 40 && !isThere(); questions++) await sale.bank.books();
      return look();
    },
    /** The bank's account, by a new stub each time: one of before a crash is broken. */
    bank: {
      behave: (mood: Mood) => env.BANK.getByName(concert).behave(mood),
      books: () => env.BANK.getByName(concert).books(),
      /** What is paid and not given back, in cents, for each payment; sorted. */
      paid: async () => amounts(await env.BANK.getByName(concert).books()),
    },
  };
  return sale;
}

export type Sale = ReturnType<typeof saleOf>;

/** A sale that is open. */
export async function openSale(concert: string, hall: Partial<Concert> = {}): Promise<Sale> {
  const sale = saleOf(concert);
  await sale.open(hall);
  return sale;
}

/** Compares an answer part by part, so that a failure tells which of them differs, and in what line of the test. */
export const expectParts = vi.defineHelper((answer: Answer, what: string, expected: { [part: string]: unknown }) => {
  for (const [part, value] of Object.entries(expected)) expect(answer[part], `${part} of ${what}`).toEqual(value);
});

/** Lets ten seconds go by, and no more: whoever couldn't reach the bank has asked again by then. Answers the last answer. */
export async function withinTenSeconds<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  await passTimeForAll(10 * SECOND);
  let answer = await ask();
  for (let questions = 0; questions < 60 && !holds(answer); questions++) answer = await ask();
  return answer;
}

/** Lets ten seconds go by, and ten more, up to a minute, until the answer holds. Answers the last one. */
export async function withinAMinute<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  for (let passed = 0; passed < 60 && !holds(answer); passed += 10) {
    await passTimeForAll(10 * SECOND);
    for (let questions = 0; questions < 20 && !holds(answer); questions++) answer = await ask();
  }
  return answer;
}

/** Asks until a payment has reached the bank, whatever the bank makes of it. */
export async function reaches({ bank }: Sale, count = 1): Promise<void> {
  for (let questions = 0; questions < 100 && (await bank.books()).length < count; questions++);
}

/** All seats as somebody who looks on knows them. */
function seatsSeen(socket: TestSocket): Seats {
  const seats: Seats = {};
  for (const message of socket.messages()) {
    if (message.type === "seats" || message.type === "changed") Object.assign(seats, message.seats);
  }
  return seats;
}

function amounts(payments: Payment[]): number[] {
  return payments.flatMap(({ state, amount }) => (state === "paid" ? [amount] : [])).sort((a, b) => a - b);
}

/** A9 before A10. */
function byName(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

function pick(seats: Seats | undefined, names: string[]): Seats {
  return Object.fromEntries(names.flatMap((seat) => (seats?.[seat] ? [[seat, seats[seat]]] : [])));
}
