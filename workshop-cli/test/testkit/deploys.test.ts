import { describe, expect, it } from "vitest";
import { type CloudflareAccount, openAccount } from "#testkit/deploys";
import { folderOf, migrations, type Written } from "./deploys/releases.ts";

type Counters = Record<string, { getByName(name: string): { count(): Promise<number>; hasSql(): Promise<boolean> } }>;

const created = { new_sqlite_classes: ["Cart"] };
const first: Written = { classes: ["Cart"], bind: { CARTS: "Cart" }, config: migrations(created) };

describe("an account keeps what objects have stored", { timeout: 30_000 }, () => {
  it("when a class is renamed, and when it moves to another Worker", async () => {
    const renamed = migrations(created, { renamed_classes: [{ from: "Cart", to: "Basket" }] });
    const moved = migrations({ transferred_classes: [{ from: "Basket", from_script: "shop", to: "Bag" }] });
    await using account = accountWith(
      first,
      { classes: ["Basket"], bind: { CARTS: "Basket" }, config: renamed },
      { worker: "bags", classes: ["Bag"], bind: { BAGS: "Bag" }, config: moved },
    );
    await live(account, 1);
    expect(await count(account, "shop", "CARTS")).toBe(1);
    await live(account, 2);
    expect(await count(account, "shop", "CARTS")).toBe(2);
    await live(account, 3);
    expect(await count(account, "bags", "BAGS")).toBe(3);
    // Bindings that were there before lead to where the class is now.
    expect(await count(account, "shop", "CARTS")).toBe(4);
    expect(account.namespaces()).toEqual([{ worker: "bags", className: "Bag", storage: "sqlite" }]);
  });

  it("but not of a class that is deleted, even when it comes back", async () => {
    const deleted = migrations(created, { deleted_classes: ["Cart"] });
    const again = migrations(created, { deleted_classes: ["Cart"] }, created);
    await using account = accountWith(first, { classes: [], config: deleted }, { ...first, config: again });
    await live(account, 1);
    expect(await count(account, "shop", "CARTS")).toBe(1);
    await live(account, 2);
    expect(account.namespaces()).toEqual([]);
    await live(account, 3);
    expect(await count(account, "shop", "CARTS")).toBe(1);
  });

  it("when a release is refused: the one before stays live", async () => {
    await using account = accountWith(first, { classes: ["Cart"], bind: { CARTS: "Cart", NEW: "New" } });
    await live(account, 1);
    expect(await count(account, "shop", "CARTS")).toBe(1);
    expect(await account.deploy("2.jsonc")).toMatchObject({ state: "refused" });
    expect(await count(account, "shop", "CARTS")).toBe(2);
  });

  it("in a copy too, from which both go their own ways", async () => {
    await using account = accountWith(first);
    await live(account, 1);
    expect(await count(account, "shop", "CARTS")).toBe(1);
    await using copy = await account.copy();
    expect(await count(copy, "shop", "CARTS")).toBe(2);
    expect(await count(copy, "shop", "CARTS")).toBe(3);
    expect(await count(account, "shop", "CARTS")).toBe(2);
  });

  it("with the kind of storage that the class was created with", async () => {
    const config = migrations({ new_classes: ["Old"], new_sqlite_classes: ["Cart"] });
    await using account = accountWith({ classes: ["Old", "Cart"], bind: { OLD: "Old", CARTS: "Cart" }, config });
    await live(account, 1);
    const { OLD, CARTS } = await account.env<Counters>("shop");
    expect([await OLD?.getByName("a").hasSql(), await CARTS?.getByName("a").hasSql()]).toEqual([false, true]);
  });

  it("apart for each environment, which is a Worker of its own", async () => {
    const bindings = [{ name: "CARTS", class_name: "Cart" }];
    const env = { staging: { vars: { STAGE: "staging" }, durable_objects: { bindings } } };
    await using account = accountWith({ ...first, config: { ...first.config, env } });
    await live(account, 1);
    expect(await account.deploy("1.jsonc", { env: "staging" })).toMatchObject({ worker: "shop-staging" });
    expect(await count(account, "shop", "CARTS")).toBe(1);
    expect(await count(account, "shop-staging", "CARTS")).toBe(1);
    expect(await (await account.fetch("shop-staging", "/a")).json()).toEqual(["/a", "staging"]);
    expect(await (await account.fetch("shop", "/b")).json()).toEqual(["/b", null]);
  });
});

async function count(account: CloudflareAccount, worker: string, binding: string): Promise<number | undefined> {
  return (await account.env<Counters>(worker))[binding]?.getByName("the same").count();
}

function accountWith(...releases: Written[]): CloudflareAccount {
  return openAccount({ folder: folderOf(...releases), keyValue: "open" });
}

async function live(account: CloudflareAccount, release: number): Promise<void> {
  expect(await account.deploy(`${release}.jsonc`)).toMatchObject({ state: "live" });
}
