/** Numbers that look random, and are the same for the same seed. */
export type Random = {
  /** A whole number from 0 to `below - 1`. */
  below(below: number): number;
  /** True about once in `times`. */
  onceIn(times: number): boolean;
  /** One of them. */
  oneOf<Item>(items: readonly Item[]): Item;
};

/** Mulberry32, by Tommy Ettinger: small, and good enough to shuffle buyers. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (below: number) => Math.floor(next() * below);
  return {
    below,
    onceIn: (times) => below(times) === 0,
    oneOf: (items) => items[below(items.length)] as (typeof items)[number],
  };
}
