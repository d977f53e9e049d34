import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";
import type { Standing } from "../src/leaderboard.ts";
import { crowd } from "./players.ts";

/** Scores from 0 to 49,990 in steps of ten, each reached by two. */
const everybody = crowd(10_000);
const playerWith = (score: number) => everybody.find((player) => player.score === score)?.name ?? "";

describe("Stretch: a rank costs a few hundred rows", () => {
  it("reads at most 300 rows for anybody among 10,000 players", async () => {
    const board = env.LEADERBOARD.getByName("rank for less");
    await board.adopt(everybody);
    for (const { score, rank } of [
      { score: 49_990, rank: 1 },
      { score: 25_000, rank: 4_999 },
      { score: 0, rank: 9_999 },
    ]) {
      let found: Standing | null = null;
      const { rowsRead } = await measure(board, async (instance) => {
        found = await instance.find(playerWith(score));
      });
      expect(found, `where somebody with ${score} stands`).toMatchObject({ rank });
      expect(rowsRead, `rows read for the rank of somebody with ${score}`).toBeLessThanOrEqual(300);
    }
  });

  it("keeps ranks right while players improve and leave", async () => {
    const board = env.LEADERBOARD.getByName("rank after changes");
    await board.adopt(crowd(100));
    const [lowest, other] = crowd(100).sort((a, b) => a.score - b.score);
    await board.submit(lowest?.name ?? "", 25_000);
    expect((await board.find(lowest?.name ?? ""))?.rank, "rank of the last after reaching 25,000").toBe(1);
    await board.remove(lowest?.name ?? "");
    expect((await board.find(other?.name ?? ""))?.rank, "rank of the last of 99").toBe(99);
  });

  it("writes at most 12 rows for a score", async () => {
    const board = env.LEADERBOARD.getByName("rows written");
    await board.adopt(everybody);
    const { rowsWritten } = await measure(board, (instance) => instance.submit(playerWith(0), 49_995));
    expect(rowsWritten, "rows written when the last becomes the first").toBeLessThanOrEqual(12);
  });
});
