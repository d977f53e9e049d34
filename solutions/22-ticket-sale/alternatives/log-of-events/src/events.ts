import type { Payment } from "./bank.ts";
import type { Concert } from "./protocol.ts";

/** What can have happened in a sale. Nothing that has happened is ever changed. */
export type Event =
  | { type: "opened"; concert: Concert }
  | { type: "held"; hold: string; buyer: string; seats: string[]; until: number }
  /** Given back, or over. */
  | { type: "ended"; hold: string }
  /** The bank is about to be asked. */
  | { type: "charging"; payment: string; hold: string; amount: number }
  | { type: "charged"; payment: string; result: Payment["state"] }
  /** What the bank was paid has to go back. */
  | { type: "owed"; payment: string }
  /** What the bank was paid has gone back, and what was sold for it is free. */
  | { type: "given back"; payment: string }
  | { type: "comparing" }
  | { type: "compared" }
  | { type: "came"; buyer: string }
  | { type: "let in"; buyer: string; until: number }
  | { type: "left"; buyer: string };

/** A payment of which the bank hasn't said, or been told, the last word. */
export type Open = { payment: string; hold: string; amount: number; owed: boolean };

type Hold = { hold: string; buyer: string; seats: string[]; until: number; soldBy: string | null };

/** How things stand after all that has happened. */
export class State {
  concert: Concert | null = null;
  /** By seat, in the hall's order, who has it. */
  seats = new Map<string, Hold | null>();
  holds = new Map<string, Hold>();
  open = new Map<string, Open>();
  /** The payments for which seats were sold. */
  paid = new Set<string>();
  comparing = false;
  /** By buyer, in the order in which they came: until when she is inside, or `null` while she waits. */
  line = new Map<string, number | null>();

  apply(event: Event): void {
    switch (event.type) {
      case "opened":
        this.concert = event.concert;
        for (const seat of seatsOf(event.concert)) this.seats.set(seat, null);
        return;
      case "held": {
        const hold = { ...event, soldBy: null };
        this.holds.set(event.hold, hold);
        for (const seat of event.seats) this.seats.set(seat, hold);
        return;
      }
      case "ended":
        for (const seat of this.holds.get(event.hold)?.seats ?? []) this.seats.set(seat, null);
        this.holds.delete(event.hold);
        return;
      case "charging":
        this.open.set(event.payment, { ...event, owed: false });
        return;
      case "charged":
        this.#charged(event.payment, event.result);
        return;
      case "owed": {
        const { hold = "", amount = 0 } = this.open.get(event.payment) ?? {};
        this.open.set(event.payment, { payment: event.payment, hold, amount, owed: true });
        return;
      }
      case "given back":
        this.open.delete(event.payment);
        this.paid.delete(event.payment);
        for (const { hold, seats, soldBy } of this.holds.values()) {
          if (soldBy !== event.payment) continue;
          for (const seat of seats) this.seats.set(seat, null);
          this.holds.delete(hold);
        }
        return;
      case "comparing":
      case "compared":
        this.comparing = event.type === "comparing";
        return;
      case "came":
        this.line.set(event.buyer, null);
        return;
      case "let in":
        this.line.set(event.buyer, event.until);
        return;
      case "left":
        this.line.delete(event.buyer);
    }
  }

  #charged(payment: string, result: Payment["state"]): void {
    const hold = this.holds.get(this.open.get(payment)?.hold ?? "");
    this.open.delete(payment);
    if (result !== "paid" || hold === undefined) return;
    hold.soldBy = payment;
    this.paid.add(payment);
  }
}

function seatsOf({ rows, seatsInRow }: Concert): string[] {
  return Array.from({ length: rows * seatsInRow }, (_, index) => {
    const row = String.fromCharCode("A".charCodeAt(0) + Math.floor(index / seatsInRow));
    return `${row}${(index % seatsInRow) + 1}`;
  });
}
