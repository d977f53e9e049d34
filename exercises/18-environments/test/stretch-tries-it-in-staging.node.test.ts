import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deployment } from "#testkit/deploys";
import { answer, nameOf, openStages, vote, votesIn } from "./votes.ts";

let stages: Awaited<ReturnType<typeof openStages>>;
let tried: Deployment;

beforeAll(async () => {
  stages = await openStages();
  const { account, staging, production } = stages;
  for (const stage of [staging, production]) {
    if (stage.votes.state === "live") await vote(account, stage.votes, "song", "Waterloo");
  }
  tried = await account.deploy("releases/2.jsonc", { env: "staging" });
});
afterAll(() => stages.account.dispose());

describe("stretch: Release 2 is tried in staging first", () => {
  it("renames the class in staging, which keeps its votes", async () => {
    const { account, staging } = stages;
    nameOf(tried);
    expect(account.namespaces(), "the classes").toContainEqual(classOf(staging.votes, "Ballot"));
    expect(await answer(account, staging.votes, "song"), "the votes in staging").toMatchObject({
      votes: { Waterloo: 1 },
    });
    expect(await answer(account, staging.board, "song"), "what staging's board shows").toEqual({
      votes: { Waterloo: 1 },
    });
  });

  it("leaves production as it is, until it is deployed there", async () => {
    const { account, production } = stages;
    nameOf(tried);
    expect(account.namespaces(), "the classes").toContainEqual(classOf(production.votes, "Poll"));
    nameOf(await account.deploy("releases/2.jsonc", { env: "production" }));
    expect(account.namespaces(), "the classes").toContainEqual(classOf(production.votes, "Ballot"));
    expect(await answer(account, production.votes, "song"), "the votes in production").toMatchObject({
      votes: { Waterloo: 1 },
    });
  });

  it.each(["staging", "production"])("has the limits of before in %s", (env) => {
    const { limits } = votesIn(env, "releases/2.jsonc");
    expect(limits?.cpu_ms, `the CPU time of a call in ${env}, in milliseconds`).toBe(60_000);
  });

  it.each(["staging", "production"])("has in %s the vars of before, and the platform of before", (env) => {
    expect(othersOf(votesIn(env, "releases/2.jsonc")), `what else release 2 says in ${env}`).toEqual(
      othersOf(votesIn(env)),
    );
  });
});

function othersOf({ vars, compatibilityDate, compatibilityFlags }: ReturnType<typeof votesIn>) {
  return { vars, compatibilityDate, compatibilityFlags };
}

function classOf(deployment: Deployment, className: string) {
  return { worker: nameOf(deployment), className, storage: "sqlite" };
}
