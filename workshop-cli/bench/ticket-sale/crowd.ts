import type { PlainWorker } from "#testkit/plain-workerd";
import { type Buyer, buyerOf, type Ledger, settle } from "./buyer.ts";
import { type Random, randomOf } from "./random.ts";
import type { Sale } from "./sale.ts";

/** How many of the crowd are asking at the same moment, at most. */
const AT_ONCE = 64;

/** How the bank can be, apart from well. */
const MOODS = ["declines", "slow", "loses answers", "is down"] as const;

export type Crowd = {
  buyers: number;
  seed: number;
  /** Whether workerd is killed while some are being answered. */
  crash: boolean;
};

/**
 * Sends a crowd at a sale. In each round some buyers take one step, all at once; who, and what they want, and how the bank
 * is meanwhile, comes from the seed. Answers what they were told, and how many milliseconds it took.
 */
export async function sendCrowd(worker: PlainWorker, sale: Sale, { buyers, seed, crash }: Crowd): Promise<Sold> {
  const random = randomOf(seed);
  const ledger: Ledger = { sold: new Map(), open: new Map(), states: new Map(), strange: [] };
  const ready = Array.from({ length: buyers }, (_, n) => buyerOf(`buyer-${n}`, sale, random, ledger));
  const began = performance.now();
  const bank = moodyBank(sale, random);
  const busy = new Set<Promise<void>>();
  for (let round = 0; ready.length > 0 || busy.size > 0; round++) {
    await bank.live(round);
    for (const buyer of pick(ready, AT_ONCE - busy.size, random)) {
      const step: Promise<void> = buyer.step().then((goesOn) => {
        busy.delete(step);
        if (goesOn) ready.push(buyer);
      });
      busy.add(step);
    }
    // Requests may all be answered before the process is gone; then it is killed once more.
    if (crash && busy.size > 0 && isHalfSold(sale) && !ledger.states.has("cut off")) {
      await worker.crash();
      await sale.look();
    }
    // Who pays at a slow bank isn't waited for, or nobody would be served until its mood changes.
    await (bank.isSlow() ? Promise.race([...busy, pause(5)]) : Promise.all(busy));
  }
  await bank.end();
  await askForTheRest(sale, ledger);
  return { ledger, ms: performance.now() - began };
}

export type Sold = { ledger: Ledger; ms: number };

/** In the thick of it. */
function isHalfSold({ live }: Sale): boolean {
  const states = Object.values(live);
  return states.filter((state) => state === "free").length < states.length / 2;
}

/** Takes some out, at random: mostly those who can go on, and now and then one who waits, and only asks again. */
function pick(ready: Buyer[], most: number, random: Random): Buyer[] {
  const wanted = Math.min(most, 1 + random.below(AT_ONCE), ready.length);
  const picked: Buyer[] = [];
  for (let tries = 0; picked.length < wanted && tries < 4 * wanted && ready.length > 0; tries++) {
    const at = random.below(ready.length);
    if (ready[at]?.isWaiting() && !random.onceIn(8)) continue;
    picked.push(...ready.splice(at, 1));
  }
  return picked;
}

/** A bank that has its moods, for some rounds each. */
function moodyBank(sale: Sale, random: Random) {
  let mood: string = "answers";
  let until = 0;
  const change = async (to: string) => {
    mood = to;
    await sale.bank.behave(to);
  };
  return {
    isSlow: () => mood === "slow",
    async live(round: number): Promise<void> {
      if (mood !== "answers" && round >= until) await change("answers");
      else if (mood === "answers" && random.onceIn(12)) {
        until = round + 1 + random.below(6);
        await change(random.oneOf(MOODS));
      }
    },
    end: () => change("answers"),
  };
}

/** Whoever has paid and knows nothing asks again, now that the bank is well. */
async function askForTheRest(sale: Sale, ledger: Ledger): Promise<void> {
  for (let times = 0; ledger.open.size > 0 && times < 20; times++) {
    const open = [...ledger.open.values()];
    const answers = await Promise.all(open.map(({ hold }) => sale.pay(hold)));
    for (const [index, held] of open.entries()) settle(ledger, held, answers[index] ?? { state: "cut off" });
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
