import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "#testkit/deploys";
import { answer, nameOf, openStages, vote, votesIn } from "./votes.ts";

let stages: Awaited<ReturnType<typeof openStages>>;

beforeAll(async () => {
  stages = await openStages();
});
afterAll(() => stages.account.dispose());

describe("1. Each environment has bindings of its own", () => {
  it("counts votes in staging", async () => {
    const { account, staging } = stages;
    await vote(account, staging.votes, "song", "Waterloo");
    expect(await answer(account, staging.votes, "song"), "what staging answers after a vote").toMatchObject({
      votes: { Waterloo: 1 },
    });
  });

  it("counts votes in production", async () => {
    const { account, production } = stages;
    await vote(account, production.votes, "colour", "blue");
    expect(await answer(account, production.votes, "colour"), "what production answers after a vote").toMatchObject({
      votes: { blue: 1 },
    });
  });

  it("keeps the votes of staging out of production", async () => {
    const { account, staging, production } = stages;
    await vote(account, staging.votes, "dish", "soup");
    expect(await answer(account, production.votes, "dish"), "what production answers").toHaveProperty("votes", {});
  });
});

describe("given: two environments", () => {
  it("is a Worker of its own in each environment", () => {
    const { staging, production } = stages;
    expect(nameOf(staging.votes), "the name of staging's Worker").not.toBe(nameOf(production.votes));
  });

  it.each([
    ["staging", "For trying out"],
    ["production", ""],
  ])("has in %s the banner that is meant for it", (env, banner) => {
    expect(votesIn(env).vars.BANNER, `the banner in ${env}`).toBe(banner);
  });

  it("counts votes on this machine, by what is at the top level", async () => {
    await using account = openAccount();
    const machine = await account.deploy("wrangler.jsonc");
    await vote(account, machine, "song", "Waterloo");
    expect(await answer(account, machine, "song"), "what is answered after a vote").toEqual({
      banner: "On this machine",
      votes: { Waterloo: 1 },
    });
  });
});
