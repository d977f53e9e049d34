import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { names } from "./players.ts";

const players = [
  { name: "Ada", score: 120, achieved_at: 1_000 },
  { name: "Bob", score: 300, achieved_at: 2_000 },
  { name: "Cem", score: 200, achieved_at: 3_000 },
  { name: "Dil", score: 200, achieved_at: 4_000 },
];

describe("3. A player knows their rank", () => {
  it("answers null for somebody who never played", async () => {
    const board = env.LEADERBOARD.getByName("never played");
    await board.adopt(players);
    expect(await board.find("Eve"), "where Eve stands, who isn't on the board").toBeNull();
  });

  it("is 404 over HTTP for somebody who never played", async () => {
    const response = await exports.default.fetch("https://example.com/quiet-game/players?name=Eve");
    expect(response.status, "status for Eve, who isn't on the board").toBe(404);
  });

  it("answers name, score and rank", async () => {
    const board = env.LEADERBOARD.getByName("standing");
    await board.adopt(players);
    const { name, score, rank } = (await board.find("Cem")) ?? {};
    expect([name, score, rank], "name, score and rank of Cem").toEqual(["Cem", 200, 2]);
  });

  it("tells apart names that differ in case", async () => {
    const board = env.LEADERBOARD.getByName("looked up in any case");
    await board.adopt([...players, { name: "ada", score: 90, achieved_at: 5_000 }]);
    expect((await board.find("ada"))?.score, "score of ada, with 90, where Ada has 120").toBe(90);
    expect(await board.find("ADA"), "where ADA stands, who isn't on the board").toBeNull();
  });

  it("finds somebody with 0 points", async () => {
    const board = env.LEADERBOARD.getByName("no points");
    await board.adopt([...players, { name: "Eve", score: 0, achieved_at: 5_000 }]);
    expect(await board.find("Eve"), "where Eve stands, with 0 points behind four others").toMatchObject({ rank: 5 });
  });

  it("ranks equal scores alike, and the next one behind them all", async () => {
    const board = env.LEADERBOARD.getByName("ranks");
    await board.adopt(players);
    const standings = await Promise.all(["Bob", "Cem", "Dil", "Ada"].map((name) => board.find(name)));
    const ranks = standings.map((standing) => standing?.rank);
    expect(ranks, "ranks of Bob with 300, Cem with 200, Dil with 200 and Ada with 120").toEqual([1, 2, 2, 4]);
  });

  it("takes a name as a name, whatever is in it", async () => {
    const board = env.LEADERBOARD.getByName("looked up names");
    await board.adopt(players);
    for (const name of names) expect(await board.find(name), `where ${name} stands, before playing`).toBeNull();
    await board.adopt(names.map((name) => ({ name, score: 250, achieved_at: 5_000 })));
    for (const name of names) expect((await board.find(name))?.rank, `rank of ${name} with 250`).toBe(2);
  });
});
