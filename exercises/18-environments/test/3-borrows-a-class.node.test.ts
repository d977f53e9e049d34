import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer, nameOf, openStages, vote } from "./votes.ts";

let stages: Awaited<ReturnType<typeof openStages>>;

beforeAll(async () => {
  stages = await openStages();
});
afterAll(() => stages.account.dispose());

describe("3. Another Worker borrows the class", () => {
  it("goes live in staging", () => {
    const name = nameOf(stages.staging.board);
    expect(name, "the name of staging's board").toBe("board-staging");
  });

  it("shows in staging what is voted in staging", async () => {
    const { account, staging } = stages;
    await vote(account, staging.votes, "song", "Waterloo");
    expect(await answer(account, staging.board, "song"), "what the board shows in staging").toEqual({
      votes: { Waterloo: 1 },
    });
  });

  it("shows in production what is voted in production", async () => {
    const { account, production } = stages;
    await vote(account, production.votes, "song", "Fernando");
    expect(await answer(account, production.board, "song"), "what the board shows in production").toEqual({
      votes: { Fernando: 1 },
    });
  });
});
