import type { Random } from "./random.ts";
import type { Answer, Sale } from "./sale.ts";

/** What a buyer holds. */
export type Held = { hold: string; seats: string[]; amount: number };

/** What a buyer has been told, for the audit. */
export type Ledger = {
  /** By hold, what was sold. A hold that is paid twice is sold once. */
  sold: Map<string, Held>;
  /** Paid, and no answer that is final. */
  open: Map<string, Held>;
  /** How often each state was answered. */
  states: Map<string, number>;
  /** Answers that nobody should ever get, such as those of a Worker that threw. */
  strange: string[];
};

/** A buyer is asked for one step at a time; `false` when there is none left. */
export type Buyer = { name: string; isWaiting(): boolean; step(): Promise<boolean> };

/** Somebody who looks on, wants one to four seats side by side, and has whims. */
export function buyerOf(name: string, sale: Sale, random: Random, ledger: Ledger): Buyer {
  const count = 1 + random.below(4);
  const whims = { changesHerMind: random.onceIn(10), walksAway: random.onceIn(40), clicksTwice: random.onceIn(4) };
  let next: () => Promise<boolean> = enter;
  let waits = false;
  let tries = 0;

  async function enter(): Promise<boolean> {
    // Sold out, as everybody can see: who waits closes the page, and says nothing.
    if (waits && !Object.values(sale.live).includes("free")) return false;
    const { state } = heard(await sale.enter(name));
    waits = state === "waiting";
    if (state === "inside") next = choose;
    return true;
  }

  async function choose(): Promise<boolean> {
    const seats = freeSeats(sale.live, count, random);
    if (seats === null || tries++ === 4) return leave();
    const answer = heard(await sale.hold(name, seats));
    if (answer.state === "outside") next = enter;
    // Its answer got lost: the same question is answered the same.
    if (answer.state === "cut off") next = async () => holds(heard(await sale.hold(name, seats)));
    return holds(answer);
  }

  async function holds({ state, hold = "", seats = [], amount = 0 }: Answer): Promise<boolean> {
    if (state !== "held") {
      if (state !== "cut off" && next !== enter) next = choose;
      return true;
    }
    if (whims.walksAway) return false;
    const held = { hold, seats, amount };
    next = () => pay(held);
    return true;
  }

  async function pay(held: Held): Promise<boolean> {
    ledger.open.set(held.hold, held);
    const both = [sale.pay(held.hold), ...(whims.clicksTwice ? [sale.pay(held.hold)] : [])];
    if (whims.changesHerMind) heard(await sale.release(held.hold));
    const answers = (await Promise.all(both)).map(heard);
    for (const answer of answers) settle(ledger, held, answer);
    const { state } = answers.at(-1) as Answer;
    if (state === "pending" || state === "cut off" || state === "unavailable") return true;
    if (state !== "declined" || tries++ > 2) return leave();
    return true;
  }

  async function leave(): Promise<boolean> {
    heard(await sale.leave(name));
    return false;
  }

  function heard(answer: Answer): Answer {
    ledger.states.set(answer.state, (ledger.states.get(answer.state) ?? 0) + 1);
    if (!EXPECTED.has(answer.state)) ledger.strange.push(answer.state);
    return answer;
  }

  return { name, isWaiting: () => waits, step: () => next() };
}

/** Writes down what paying came to. Once something is sold, it stays so. */
export function settle({ sold, open }: Ledger, held: Held, { state }: Answer): void {
  if (state === "sold") sold.set(held.hold, held);
  if (["sold", "declined", "refunded", "over"].includes(state)) open.delete(held.hold);
}

const EXPECTED = new Set(
  "inside waiting gone held taken holding outside released over sold declined refunded pending unavailable".split(" "),
).add("cut off");

/** So many free seats side by side, anywhere; fewer where there aren't so many, `null` where there are none. */
function freeSeats(live: Record<string, string>, count: number, random: Random): string[] | null {
  const names = Object.keys(live);
  for (let wanted = count; wanted > 0; wanted--) {
    const starts = names.filter((name, at) => {
      const block = names.slice(at, at + wanted);
      return block.length === wanted && block.every((each) => each[0] === name[0] && live[each] === "free");
    });
    if (starts.length > 0) {
      const at = names.indexOf(random.oneOf(starts));
      return names.slice(at, at + wanted);
    }
  }
  return null;
}
