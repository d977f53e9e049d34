import { describe, it } from "vitest";
import { type Case, judgeLast } from "./deploys/judging.ts";
import { migrations, type Written } from "./deploys/releases.ts";

const created = { new_sqlite_classes: ["Cart"] };
const first: Written = { classes: ["Cart"], bind: { CARTS: "Cart" }, config: migrations(created) };
const two: Written = { classes: ["Cart", "Gift"], bind: { CARTS: "Cart", GIFTS: "Gift" } };
const sqlite = { type: "durable-object", storage: "sqlite" };
const declared: Written = { classes: ["Cart"], bind: { CARTS: "Cart" }, config: { exports: { Cart: sqlite } } };
const state = (name: string, more = {}) => ({ type: "durable-object", state: name, ...more });

const cases: Case[] = [
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

describe("of `exports`, the last deploy is judged:", () => {
  it.each(cases)("%s", judgeLast);
});
