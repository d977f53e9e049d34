import type { PlainWorker } from "#testkit/plain-workerd";
import type { Concert, HoldAnswer, PaymentAnswer, Place, Seats } from "../src/protocol.ts";

/** The hall of the tests: forty seats, A1 to E8. */
const HALL: Concert = { rows: 5, seatsInRow: 8, price: 4500, room: 1000 };

/** The names of its seats. */
export const SEATS = ["A", "B", "C", "D", "E"].flatMap((row) =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((seat) => `${row}${seat}`),
);

/** A sale on workerd itself, asked by HTTP, at whatever pace. */
export async function saleOn(worker: PlainWorker, concert: string, hall: Partial<Concert> = {}) {
  const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await worker.fetch(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!text.startsWith("{")) throw new Error(`${method} ${path} is answered ${response.status}: ${text}`);
    return JSON.parse(text) as Answer;
  };
  await ask("PUT", `/operator/${concert}`, { ...HALL, ...hall });
  return {
    enter: (buyer: string) => ask<Place>("POST", `/${concert}/line`, { buyer }),
    hold: (buyer: string, ...seats: string[]) => ask<HoldAnswer>("POST", `/${concert}/holds`, { buyer, seats }),
    pay: (hold: string) => ask<PaymentAnswer>("POST", `/${concert}/holds/${hold}/payment`),
    seats: async () => (await ask<{ seats: Seats }>("GET", `/${concert}`)).seats,
    bank: worker.env.BANK.getByName(concert),
  };
}

/** So many buyers, each with a name. */
export function crowd(count: number): { buyer: string; number: number }[] {
  return Array.from({ length: count }, (_, number) => ({ buyer: `buyer-${number}`, number }));
}

/** Those that occur more than once. */
export function doubles<Value>(values: Value[]): Value[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
