import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CloudflareAccount, Deployment } from "#testkit/deploys";
import { classesOf, deployUpTo, emma, expectLive, library, openLibrary } from "./library.ts";

let account: CloudflareAccount;
let deployment: Deployment;

beforeAll(async () => {
  account = await openLibrary();
  deployment = await deployUpTo(account, 1);
});
afterAll(() => account.dispose());

describe("1. Release 1 brings a class that is new", () => {
  it("goes live", () => {
    expectLive(deployment);
  });

  it("gives the new class SQLite databases", () => {
    const holds = account.namespaces().find(({ className }) => className === "Holds");
    expect(holds?.storage, "how the objects of Holds store").toBe("sqlite");
  });

  it("lets readers queue for a book", async () => {
    const { HOLDS } = await library(account);
    await HOLDS?.getByName("Emma").join("Grace");
    expect(await HOLDS?.getByName("Emma").waiting(), "who waits for the book").toEqual(["Grace"]);
  });
});

describe("given: what is live stays", () => {
  it("keeps the books that are lent", async () => {
    const { BOOKS } = await library(account);
    expect(await BOOKS?.getByName("north").loans(), "the loans from before").toEqual([emma]);
  });

  it("keeps the wishes", async () => {
    expect(classesOf(account, "library"), "the library's classes").toContain("Wishes");
  });

  it("binds what it has bound", async () => {
    const bound = Object.keys(await library(account));
    expect(bound, "what is in `env`").toEqual(expect.arrayContaining(["BOOKS", "FINES", "WISHES"]));
  });
});
