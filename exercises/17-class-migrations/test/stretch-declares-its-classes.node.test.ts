import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type CloudflareAccount, type Deployment, readRelease } from "#testkit/deploys";
import { classesOf, deployUpTo, emma, expectLive, library, openLibrary } from "./library.ts";

let account: CloudflareAccount;
let deployment: Deployment;

beforeAll(async () => {
  account = await openLibrary();
  await deployUpTo(account, 1);
  await (await library(account)).HOLDS?.getByName("Emma").join("Grace");
  for (const release of [2, 3, 4]) await account.deploy(`releases/${release}.jsonc`);
  deployment = await account.deploy("releases/5.jsonc");
});
afterAll(() => account.dispose());

describe("stretch: Release 5 declares its classes", () => {
  it("goes live after release 4", () => {
    expectLive(deployment);
  });

  it("has `exports`, and no migrations", () => {
    expectLive(deployment);
    const { migrations } = readRelease(join(inject("subject"), "releases/5.jsonc"));
    expect(migrations, "the migrations in releases/5.jsonc").toEqual([]);
  });

  it("creates and deletes nothing: Holds is called Queue", () => {
    expect(deployment, "what the deploy did").toMatchObject({
      changes: { created: [], renamed: [{ from: "Holds", to: "Queue" }], deleted: [] },
    });
    expect(classesOf(account, "library"), "the library's classes").toEqual(["Branch", "Fines", "Queue"]);
  });

  it("keeps who waits, and what is lent", async () => {
    expectLive(deployment);
    const { BOOKS, HOLDS } = await library(account);
    expect(await HOLDS?.getByName("Emma").waiting(), "who waits for the book").toEqual(["Grace"]);
    expect(await BOOKS?.getByName("north").loans(), "what is lent").toEqual([emma]);
  });

  it("does nothing when it is deployed again", async () => {
    const again = await account.deploy("releases/5.jsonc");
    const nothing = { created: [], renamed: [], transferred: [], deleted: [] };
    expect(again, "what the second deploy did").toMatchObject({ state: "live", changes: nothing });
  });
});
