import { describe, expect, it } from "vitest";
import { openAccount } from "#testkit/deploys";
import { folderOf, migrations, type Written } from "./deploys/releases.ts";

const created = { new_sqlite_classes: ["Cart"] };
const first: Written = { classes: ["Cart"], bind: { CARTS: "Cart" }, config: migrations(created) };
const two: Written = { classes: ["Cart", "Gift"], bind: { CARTS: "Cart", GIFTS: "Gift" } };
const sqlite = { type: "durable-object", storage: "sqlite" };
const declared: Written = { classes: ["Cart"], bind: { CARTS: "Cart" }, config: { exports: { Cart: sqlite } } };
const state = (name: string, more = {}) => ({ type: "durable-object", state: name, ...more });

type Case = [string, Written[], RegExp | object];

const migrated: Case[] = [
  ["a second deploy of the same release", [first, first], { created: [] }],
  [
    "a new class under a new tag",
    [first, { ...two, config: migrations(created, { new_sqlite_classes: ["Gift"] }) }],
    { created: ["Gift"] },
  ],
  [
    "a new class added to an old tag",
    [first, { ...two, config: migrations({ new_sqlite_classes: ["Cart", "Gift"] }) }],
    /"v1" has been applied to shop, and says something else now/,
  ],
  [
    "an old tag that is called otherwise",
    [first, { ...first, config: { migrations: [{ tag: "v0", ...created }] } }],
    /has a migration tag "v1", which was not found/,
  ],
  [
    "a tag put before an old one",
    [
      first,
      {
        ...two,
        config: {
          migrations: [
            { tag: "v0", new_sqlite_classes: ["Gift"] },
            { tag: "v1", ...created },
          ],
        },
      },
    ],
    /"v1" has been applied to shop, and entry 1 is "v0" now/,
  ],
  ["no migrations any more", [first, { ...first, config: {} }], /this release has no migrations/],
  [
    "a class that left the code",
    [first, { classes: [], config: migrations(created) }],
    /does not export class 'Cart'.*10064/,
  ],
  [
    "a class deleted, another created in its name",
    [first, { ...first, config: migrations(created, { deleted_classes: ["Cart"], ...created }) }],
    /class 'Cart' cannot be the target/,
  ],
  [
    "a rename onto a class that was created for it",
    [
      first,
      {
        ...two,
        config: migrations(
          created,
          { new_sqlite_classes: ["Gift"] },
          { renamed_classes: [{ from: "Cart", to: "Gift" }] },
        ),
      },
    ],
    /shop has a class Gift already/,
  ],
  [
    "a delete while another Worker binds the class",
    [
      first,
      { worker: "other", classes: [], bind: { C: "Cart of shop" } },
      { classes: [], config: migrations(created, { deleted_classes: ["Cart"] }) },
    ],
    /It is bound by other/,
  ],
  [
    "a transfer, after which the old Worker binds its class still",
    [
      first,
      {
        worker: "other",
        classes: ["Cart"],
        bind: { C: "Cart" },
        config: migrations({ transferred_classes: [{ from: "Cart", from_script: "shop", to: "Cart" }] }),
      },
      first,
    ],
    /Cannot create binding for class 'Cart'/,
  ],
  [
    "a transfer of a class created for it",
    [
      first,
      {
        worker: "other",
        classes: ["Cart"],
        bind: { C: "Cart" },
        config: migrations(created, { transferred_classes: [{ from: "Cart", from_script: "shop", to: "Cart" }] }),
      },
    ],
    /other has a class Cart already/,
  ],
  [
    "a delete of a class that was transferred before",
    [
      { ...first, bind: {} },
      {
        worker: "other",
        classes: [],
        config: migrations(
          { transferred_classes: [{ from: "Cart", from_script: "shop", to: "Cart" }] },
          { deleted_classes: ["Cart"] },
        ),
      },
    ],
    { deleted: ["Cart"] },
  ],
  [
    "key-value storage in a new account",
    [{ ...first, config: migrations({ new_classes: ["Cart"] }) }],
    /key-value backed Durable Object namespaces is no longer supported/,
  ],
];

const reconciled: Case[] = [
  ["a Worker that goes over from `migrations`", [first, declared], { created: [] }],
  ["a Worker that goes back to `migrations`", [declared, first], /has been deployed with "exports"/],
  [
    "a class that is there and isn't named",
    [declared, { ...two, bind: {}, config: { exports: { Gift: sqlite } } }],
    /\[provisioned_class_missing_from_config\] class 'Cart'/,
  ],
  [
    "a class that is neither named nor in the code",
    [declared, { classes: ["Gift"], config: { exports: { Gift: sqlite } } }],
    /\[orphaned_provisioned_namespace\] class 'Cart'/,
  ],
  [
    "a class that left the code",
    [declared, { classes: [], config: { exports: { Cart: sqlite } } }],
    /\[config_export_not_in_code\] class 'Cart'/,
  ],
  [
    "key-value storage for a new class",
    [{ classes: ["Cart"], config: { exports: { Cart: { ...sqlite, storage: "legacy-kv" } } } }],
    /\[invalid_export\] class 'Cart'/,
  ],
  [
    "another storage for an old class",
    [declared, { ...declared, config: { exports: { Cart: { ...sqlite, storage: "legacy-kv" } } } }],
    /\[storage_type_mismatch\] class 'Cart'/,
  ],
  [
    "a rename",
    [
      declared,
      {
        classes: ["Bag"],
        bind: { CARTS: "Bag" },
        config: { exports: { Bag: sqlite, Cart: state("renamed", { renamed_to: "Bag" }) } },
      },
    ],
    { created: [], renamed: [{ from: "Cart", to: "Bag" }] },
  ],
  [
    "a rename onto a class that is there",
    [
      { ...two, config: { exports: { Cart: sqlite, Gift: sqlite } } },
      { classes: ["Gift"], config: { exports: { Gift: sqlite, Cart: state("renamed", { renamed_to: "Gift" }) } } },
    ],
    /\[tombstone_renamed_to_occupied\] class 'Cart'/,
  ],
  ["a delete", [declared, { classes: [], config: { exports: { Cart: state("deleted") } } }], { deleted: ["Cart"] }],
  [
    "a delete that has been done",
    [
      declared,
      { classes: [], config: { exports: { Cart: state("deleted") } } },
      { classes: [], config: { exports: { Cart: state("deleted") } } },
    ],
    { deleted: [], stale: ["Cart"] },
  ],
  [
    "a delete while another Worker binds the class",
    [
      declared,
      { worker: "other", classes: [], bind: { C: "Cart of shop" } },
      { classes: [], config: { exports: { Cart: state("deleted") } } },
    ],
    /\[tombstone_delete_blocked_by_external_bindings\] class 'Cart'/,
  ],
  [
    "a transfer that the other Worker expects",
    [
      declared,
      {
        worker: "other",
        classes: ["Cart"],
        config: { exports: { Cart: state("expecting-transfer", { storage: "sqlite", transfer_from: "shop" }) } },
      },
      { classes: [], config: { exports: { Cart: state("transferred", { transferred_to: "other" }) } } },
    ],
    { transferred: [{ from: "Cart", worker: "shop", to: "Cart" }] },
  ],
  [
    "a transfer that the other Worker doesn't expect",
    [
      declared,
      { worker: "other", classes: [] },
      { classes: [], config: { exports: { Cart: state("transferred", { transferred_to: "other" }) } } },
    ],
    /\[transferred_pending_not_found\] class 'Cart'/,
  ],
  [
    "a transfer to a Worker that isn't there",
    [declared, { classes: [], config: { exports: { Cart: state("transferred", { transferred_to: "other" }) } } }],
    /\[transferred_target_missing\] class 'Cart'/,
  ],
  [
    "a transfer from a Worker that isn't there",
    [
      {
        classes: ["Cart"],
        config: { exports: { Cart: state("expecting-transfer", { storage: "sqlite", transfer_from: "other" }) } },
      },
    ],
    /\[phase_one_transfer_source_missing\] class 'Cart'/,
  ],
  [
    "a transfer of a class that isn't there",
    [
      { worker: "other", classes: [] },
      {
        classes: ["Cart"],
        config: { exports: { Cart: state("expecting-transfer", { storage: "sqlite", transfer_from: "other" }) } },
      },
    ],
    /\[phase_one_transfer_source_namespace_missing\] class 'Cart'/,
  ],
];

describe.each([
  ["migrations", migrated],
  ["exports", reconciled],
])("of `%s`, the last deploy is judged:", (_, cases) => {
  it.each(cases)("%s", async (_, releases, expected) => {
    await using account = openAccount({ folder: folderOf(...releases) });
    for (const at of releases.slice(1).keys())
      expect(await account.deploy(`${at + 1}.jsonc`)).toMatchObject({ state: "live" });
    const deployment = await account.deploy(`${releases.length}.jsonc`);
    if (expected instanceof RegExp)
      expect(deployment).toMatchObject({ state: "refused", reason: expect.stringMatching(expected) });
    else expect(deployment).toMatchObject({ state: "live", changes: expected });
  });
});

describe("a release that can't be read is refused:", () => {
  it.each([
    ["it isn't there", "2.jsonc", undefined, /There is no 2\.jsonc/],
    ["its environment isn't there", "1.jsonc", "staging", /No environment found in configuration with name "staging"/],
  ])("%s", async (_, config, env, expected) => {
    await using account = openAccount({
      folder: folderOf({ ...first, config: { ...first.config, env: { production: {} } } }),
    });
    const deployment = await account.deploy(config, env === undefined ? {} : { env });
    expect(deployment).toMatchObject({ state: "refused", reason: expect.stringMatching(expected) });
  });
});
