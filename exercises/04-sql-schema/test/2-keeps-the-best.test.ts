import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Leaderboard } from "../src/leaderboard.ts";
import { names } from "./players.ts";

describe("2. Only a better score counts", () => {
  it("answers the first score of somebody new", async () => {
    const board = env.LEADERBOARD.getByName("somebody new");
    expect(await submit(board, "Ada", 120, 1_000), "best score after a first 120").toBe(120);
    expect((await board.exportPage()).lines, "what is stored after 120 at 1000").toEqual(["Ada,120,1000"]);
  });

  it("answers the new score when it is better", async () => {
    const board = env.LEADERBOARD.getByName("better");
    await submit(board, "Ada", 120, 1_000);
    expect(await submit(board, "Ada", 150, 2_000), "best score after 120 and 150").toBe(150);
    expect((await board.exportPage()).lines, "what is stored after 120 at 1000 and 150 at 2000").toEqual([
      "Ada,150,2000",
    ]);
  });

  it("answers the old score when the new one is lower", async () => {
    const board = env.LEADERBOARD.getByName("lower");
    await submit(board, "Ada", 120, 1_000);
    expect(await submit(board, "Ada", 90, 2_000), "best score after 120 and 90").toBe(120);
    expect((await board.exportPage()).lines, "what is stored after 120 at 1000 and 90 at 2000").toEqual([
      "Ada,120,1000",
    ]);
  });

  it("takes 0 and less for scores like any others", async () => {
    const board = env.LEADERBOARD.getByName("zero and less");
    expect(await submit(board, "Ada", 0, 1_000), "best score after a first 0").toBe(0);
    expect(await submit(board, "Ada", -1, 2_000), "best score after 0 and -1").toBe(0);
    expect(await submit(board, "Bob", -5, 2_000), "best score after a first -5").toBe(-5);
    expect(await submit(board, "Bob", -3, 3_000), "best score after -5 and -3").toBe(-3);
    expect((await board.exportPage()).lines, "what is stored").toEqual(["Ada,0,1000", "Bob,-3,3000"]);
  });

  it("keeps the time at which the best score was first reached", async () => {
    const board = env.LEADERBOARD.getByName("first reached");
    await submit(board, "Ada", 120, 1_000);
    await submit(board, "Ada", 120, 2_000);
    expect((await board.exportPage()).lines, "what is stored after 120 at 1000 and 120 at 2000").toEqual([
      "Ada,120,1000",
    ]);
  });

  it("takes somebody who was taken off the board for somebody new", async () => {
    const board = env.LEADERBOARD.getByName("taken off");
    await submit(board, "Ada", 120, 1_000);
    await board.remove("Ada");
    expect(await submit(board, "Ada", 90, 2_000), "best score after 120, a removal, and 90").toBe(90);
  });

  it("changes nobody else", async () => {
    const board = env.LEADERBOARD.getByName("nobody else");
    await submit(board, "Ada", 120, 1_000);
    await submit(board, "Bob", 200, 2_000);
    await submit(board, "Ada", 300, 3_000);
    expect((await board.exportPage()).lines, "what is stored").toEqual(["Ada,300,3000", "Bob,200,2000"]);
  });

  it("keeps a name as it came, with its spaces", async () => {
    const board = env.LEADERBOARD.getByName("names with spaces");
    for (const name of [" Ada", "Ada ", "Ada"]) await submit(board, name, 120, 1_000);
    const lines = [" Ada,120,1000", "Ada,120,1000", "Ada ,120,1000"];
    expect((await board.exportPage()).lines, "what is stored of three players").toEqual(lines);
  });

  it("takes a name as a name, whatever is in it", async () => {
    const board = env.LEADERBOARD.getByName("submitted names");
    for (const name of names) await submit(board, name, 120, 1_000);
    const { lines } = await board.exportPage();
    expect(lines, "what is stored").toEqual([...names].sort().map((name) => `${name},120,1000`));
  });
});

/** Says what workerd doesn't when an object can't commit. */
function submit(board: DurableObjectStub<Leaderboard>, ...play: Parameters<Leaderboard["submit"]>): Promise<number> {
  return board.submit(...play).catch((error: Error) => {
    if (error.message.includes("internal error")) error.message = unread;
    throw error;
  });
}

const unread = "What submit() wrote couldn't be committed: is there a RETURNING whose rows nobody has read?";
