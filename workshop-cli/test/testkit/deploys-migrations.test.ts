import { describe, expect, it } from "vitest";
import { openAccount } from "#testkit/deploys";
import { type Case, judgeLast } from "./deploys/judging.ts";
import { folderOf, migrations, type Written } from "./deploys/releases.ts";

const created = { new_sqlite_classes: ["Cart"] };
const first: Written = { classes: ["Cart"], bind: { CARTS: "Cart" }, config: migrations(created) };
const two: Written = { classes: ["Cart", "Gift"], bind: { CARTS: "Cart", GIFTS: "Gift" } };

const cases: Case[] = [
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

describe("of `migrations`, the last deploy is judged:", () => {
  it.each(cases)("%s", judgeLast);
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
