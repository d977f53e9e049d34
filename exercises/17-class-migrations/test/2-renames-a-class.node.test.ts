import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CloudflareAccount, Deployment } from "#testkit/deploys";
import { classesOf, deployUpTo, emma, expectLive, library, openLibrary } from "./library.ts";

let account: CloudflareAccount;
let deployment: Deployment;

beforeAll(async () => {
  account = await openLibrary();
  deployment = await deployUpTo(account, 2);
});
afterAll(() => account.dispose());

describe("2. Release 2 gives a class another name", () => {
  it("goes live after release 1", () => {
    expectLive(deployment);
  });

  it("has the class under its new name, and no more under the old one", () => {
    const classes = classesOf(account, "library");
    expect([classes.includes("Branch"), classes.includes("Shelf")], "whether there is a Branch, and a Shelf").toEqual([
      true,
      false,
    ]);
  });

  it("finds the books that were lent under the old name", async () => {
    expectLive(deployment);
    const { BOOKS } = await library(account);
    expect(await BOOKS?.getByName("north").loans(), "the loans from before the rename").toEqual([emma]);
  });
});

describe("given: what is live stays", () => {
  it("keeps the wishes, whose code is still there", async () => {
    expect(classesOf(account, "library"), "the library's classes").toContain("Wishes");
    const bound = Object.keys(await library(account));
    expect(bound, "what is in `env`").toEqual(expect.arrayContaining(["BOOKS", "FINES", "WISHES"]));
  });
});
