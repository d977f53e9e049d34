import { until } from "#testkit/until";
import type { Price } from "../src/prices.ts";

/** What a call is said to have ended with when it hasn't ended at all. */
export const WAITS = "still waiting";

/** A shop with a desk that the test keeps, and the prices that are kept of it. `env` is workerd's own or a plain worker's. */
export function shopOf(env: Cloudflare.Env, name: string) {
  const prices = env.PRICES.getByName(name);
  const shop = env.SHOP.getByName(name);

  /** How often the shop has been asked this. */
  const asked = async (question: string) => (await shop.questions()).filter((each) => each === question).length;

  /** Looks at what the shop has been asked, until it holds. */
  const untilShop = (holds: (questions: string[]) => boolean) => until(() => shop.questions(), holds);

  /** What a call answers; `WAITS` if it hasn't while a hundred others have. */
  const soon = async <T>(call: PromiseLike<T>): Promise<T | typeof WAITS> => {
    let settled = false;
    const done = () => {
      settled = true;
    };
    call.then(done, done);
    return Promise.race([call, untilShop(() => settled).then(async () => (settled ? await call : WAITS))]);
  };

  /** What somebody is told who asks for a price, and whose question is at the shop while `meanwhile` happens. */
  const priceWhile = async (item: string, meanwhile: () => Promise<unknown>): Promise<Price | null> => {
    const before = await asked(item);
    await shop.close(item);
    const asking = Promise.resolve(prices.price(item));
    await untilShop((questions) => questions.filter((each) => each === item).length > before);
    await shop.open(item);
    await soon(meanwhile());
    await shop.serve(item);
    return asking;
  };

  return { prices, shop, asked, untilShop, soon, priceWhile };
}

/** The cents of a price, where there is one. */
export const cents = (price: Price | null) => price?.cents ?? null;
