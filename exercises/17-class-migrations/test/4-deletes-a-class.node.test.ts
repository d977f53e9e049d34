import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CloudflareAccount, Deployment } from "#testkit/deploys";
import { classesOf, deployUpTo, expectLive, library, openLibrary } from "./library.ts";

let account: CloudflareAccount;
let deployment: Deployment;

beforeAll(async () => {
  account = await openLibrary();
  deployment = await deployUpTo(account, 4);
});
afterAll(() => account.dispose());

describe("4. Release 4 deletes a class", () => {
  it("goes live after release 3", () => {
    expectLive(deployment);
  });

  it("leaves nothing of the class that is gone", () => {
    expect(classesOf(account, "library"), "the library's classes").not.toContain("Wishes");
  });

  it("binds the class that is gone no more", async () => {
    expect(Object.keys(await library(account)), "what is in `env`").not.toContain("WISHES");
  });

  it("leaves every other class as it was", async () => {
    expectLive(deployment);
    expect(classesOf(account, "library"), "the library's classes").toEqual(["Branch", "Fines", "Holds"]);
    const env = await library(account);
    expect(Object.keys(env), "what is in `env`").toEqual(expect.arrayContaining(["BOOKS", "FINES", "HOLDS"]));
    const { FINES } = env;
    expect(await FINES?.getByName("Ada").owed(), "what Ada owes, in cents").toBe(250);
  });
});
