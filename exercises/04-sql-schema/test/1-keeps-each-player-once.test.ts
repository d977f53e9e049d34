import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";
import { Leaderboard } from "../src/leaderboard.ts";
import { crowd } from "./players.ts";

const ada = { name: "Ada", score: 120, achieved_at: 1_000 };

describe("1. The table keeps each player once", () => {
  it("has a player once who is taken over twice", async () => {
    const board = env.LEADERBOARD.getByName("taken over twice");
    await board.adopt([ada]);
    await board.adopt([{ ...ada, score: 150 }]);
    const { lines } = await board.exportPage();
    expect(lines, "lines about Ada, who was taken over with 120 and again with 150").toEqual(["Ada,150,1000"]);
  });

  it("takes names that differ in case for two players", async () => {
    const board = env.LEADERBOARD.getByName("case");
    await board.adopt([ada, { ...ada, name: "ada", score: 90 }]);
    expect((await board.exportPage()).lines, "lines about Ada and ada").toEqual(["Ada,120,1000", "ada,90,1000"]);
  });

  it("refuses a score that is no number, and keeps the one it has", async () => {
    const board = env.LEADERBOARD.getByName("score missing");
    await board.adopt([ada]);
    const refused = await runInDurableObject(board, async (instance) => {
      try {
        await instance.adopt([{ ...ada, score: Number.NaN }]);
        return false;
      } catch {
        return true;
      }
    });
    expect(refused, "the table refuses a row whose score is NaN, which SQLite stores as NULL").toBe(true);
    expect((await board.exportPage()).lines, "lines afterwards").toEqual(["Ada,120,1000"]);
  });

  it("finds a page of the export without reading the other players", async () => {
    const board = env.LEADERBOARD.getByName("page by key");
    await board.adopt(crowd(2_000));
    const { rowsRead } = await measure(board, (instance) => instance.exportPage("player 01500", 100));
    expect(rowsRead, "rows read for a page of 100 players out of 2,000").toBeLessThanOrEqual(200);
  });
});

describe("given: the constructor", () => {
  it("has little to do at the next start, however many players there are", async () => {
    const board = env.LEADERBOARD.getByName("starts with many");
    await board.adopt(crowd(2_000));
    const { rowsRead, rowsWritten } = await measure(board, (_, ctx) => void new Leaderboard(ctx, env));
    expect(rowsRead, "rows read at a start with 2,000 players: at most").toBeLessThanOrEqual(200);
    expect(rowsWritten, "rows written at a start with 2,000 players: at most").toBeLessThanOrEqual(10);
  });
});

describe("given: the export", () => {
  it("keeps its players when the object starts again", async () => {
    const board = env.LEADERBOARD.getByName("starts again");
    await board.adopt([ada]);
    await evictDurableObject(board);
    expect((await board.exportPage()).lines, "lines after the constructor has run again").toEqual(["Ada,120,1000"]);
  });

  it("goes through everybody by name, page by page", async () => {
    const board = env.LEADERBOARD.getByName("page by page");
    await board.adopt(crowd(25).reverse());
    const pages = [await board.exportPage("", 10)];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await board.exportPage(next, 10));
    const found = pages.flatMap((page) => page.lines.map((line) => line.split(",")[0]));
    expect(found, "names on all pages").toEqual(crowd(25).map((player) => player.name));
  });

  it("is a CSV file over HTTP, with names as they are", async () => {
    const board = env.LEADERBOARD.getByName("csv");
    await board.adopt([{ ...ada, name: 'Ada, "the first"' }, ...crowd(150)]);
    const response = await exports.default.fetch("https://example.com/csv/export.csv");
    const lines = (await response.text()).split("\r\n");
    expect(lines.slice(0, 2)).toEqual(["name,score,achieved_at", '"Ada, ""the first""",120,1000']);
    expect(lines, "header, 151 players, and the end of the last line").toHaveLength(153);
  });
});

describe("given: the Worker", () => {
  it("refuses a score that is no whole number, with 400", async () => {
    for (const body of ['{"player":"Ada","score":"lots"}', '{"player":"Ada","score":1.5}', '{"score":1}', "Ada: 120"]) {
      const request = new Request("https://example.com/refused/scores", { method: "POST", body });
      expect((await exports.default.fetch(request)).status, `status for ${body}`).toBe(400);
    }
  });
});
