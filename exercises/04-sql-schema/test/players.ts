import type { Player } from "../src/leaderboard.ts";

/** Players whose names and scores are in different order; every score, a multiple of ten, is reached by two of them. */
export function crowd(count: number): Player[] {
  return Array.from({ length: count }, (_, n) => ({
    name: `player ${String(n).padStart(5, "0")}`,
    score: ((n * 7919) % Math.ceil(count / 2)) * 10,
    achieved_at: 1_000 + n,
  }));
}

/** Names that look like something else. */
export const names = ["O'Hara", "Robert'); DROP TABLE players;--", "' OR '1'='1", "100%", "%", "Ad_", "who?", "🐙"];
