import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";
import type { Player } from "../src/leaderboard.ts";
import { crowd } from "./players.ts";

describe("4. The top ten costs what ten rows cost", () => {
  it("is ordered by score, best first, and by time where scores are equal", async () => {
    const board = env.LEADERBOARD.getByName("order");
    await board.adopt([
      { name: "late", score: 200, achieved_at: 3_000 },
      { name: "low", score: 9, achieved_at: 1_000 },
      { name: "best", score: 1_000, achieved_at: 4_000 },
      { name: "early", score: 200, achieved_at: 2_000 },
    ]);
    const names = (await board.top()).map((player) => player.name);
    expect(names, "names, best first").toEqual(["best", "early", "late", "low"]);
  });

  it("is ten players, or as many as are asked for", async () => {
    const board = env.LEADERBOARD.getByName("ten");
    await board.adopt(crowd(30));
    expect(await board.top(), "top() of thirty players").toHaveLength(10);
    expect(await board.top(3), "top(3) of thirty players").toHaveLength(3);
  });

  it("shows a better score at once", async () => {
    const board = env.LEADERBOARD.getByName("at once");
    await board.adopt(crowd(30));
    await board.top();
    await board.adopt([{ name: "player 00000", score: 5_000, achieved_at: 9_000 }]);
    const [first] = await board.top(1);
    expect(first?.name, "the first, after player 00000 has reached 5,000").toBe("player 00000");
  });

  it("reads at most 50 rows where thousands have the same score", async () => {
    const board = env.LEADERBOARD.getByName("cost of equal scores");
    await board.adopt(crowd(5_000).map((player) => ({ ...player, score: 100 })));
    let found: Player[] = [];
    const { rowsRead } = await measure(board, async (instance) => {
      found = await instance.top();
    });
    expect(found[0]?.name, "the first of 5,000 players with 100 each").toBe("player 00000");
    expect(rowsRead, "rows read for the top ten of 5,000 equal scores").toBeLessThanOrEqual(50);
  });

  it("reads at most 50 rows among 10,000 players", async () => {
    const board = env.LEADERBOARD.getByName("cost of the top ten");
    await board.adopt(crowd(10_000));
    let found: Player[] = [];
    const { rowsRead } = await measure(board, async (instance) => {
      found = await instance.top();
    });
    expect(found, "top() of 10,000 players").toHaveLength(10);
    expect(rowsRead, "rows read for the top ten of 10,000 players").toBeLessThanOrEqual(50);
  });
});
