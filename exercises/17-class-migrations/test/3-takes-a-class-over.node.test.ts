import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CloudflareAccount, Deployment } from "#testkit/deploys";
import { classesOf, deployUpTo, expectLive, type Library, library, openLibrary } from "./library.ts";

let account: CloudflareAccount;
let deployment: Deployment;

beforeAll(async () => {
  account = await openLibrary();
  deployment = await deployUpTo(account, 3);
});
afterAll(() => account.dispose());

describe("3. Release 3 takes over a class of another Worker", () => {
  it("goes live after release 2", () => {
    expectLive(deployment);
  });

  it("has the class, and the cash desk has it no more", () => {
    expect(classesOf(account, "library"), "the library's classes").toContain("Fines");
    expect(classesOf(account, "cash-desk"), "the cash desk's classes").toEqual([]);
  });

  it("finds what readers owed at the cash desk", async () => {
    expectLive(deployment);
    const { FINES } = await library(account);
    expect(await FINES?.getByName("Ada").owed(), "what Ada owed before, in cents").toBe(250);
  });

  it("shares the fines with the cash desk, whose binding leads here now", async () => {
    expectLive(deployment);
    const { FINES } = await account.env<Library>("cash-desk");
    await FINES?.getByName("Grace").charge(100);
    const here = (await library(account)).FINES?.getByName("Grace");
    expect(await here?.owed(), "what the cash desk has charged, in cents").toBe(100);
  });
});

describe("given: what is live stays", () => {
  it("keeps the wishes, whose code is still there", async () => {
    expect(classesOf(account, "library"), "the library's classes").toContain("Wishes");
    const bound = Object.keys(await library(account));
    expect(bound, "what is in `env`").toEqual(expect.arrayContaining(["BOOKS", "FINES", "WISHES"]));
  });
});
