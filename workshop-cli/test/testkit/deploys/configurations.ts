/** A configuration, and what is said of it when it is deployed into an empty account. */
export type Configuration = {
  title: string;
  /** What the testkit's account says; `null` where it goes live. */
  account: RegExp | null;
  /** What `wrangler deploy --dry-run` of version 4.156.2 says; `null` where it finds nothing wrong. */
  dryRun: RegExp | null;
  /** What differs from a Worker that binds MY_DO to the class MyDO. */
  config: Record<string, unknown>;
  /** The environment that is deployed; the top level when absent. */
  env?: string;
};

/** Configurations for a Worker `mig` whose code exports the classes MyDO and NewName. */
export const configurations: Configuration[] = [
  {
    title: "a new SQLite class",
    account: null,
    dryRun: null,
    config: { migrations: [{ tag: "v1", new_sqlite_classes: ["MyDO"] }] },
  },
  {
    title: "a class that is bound, and no migrations",
    account: /Cannot create binding for class 'MyDO'/,
    dryRun: null,
    config: {},
  },
  {
    title: "a class that is bound and in no migration",
    account: /Cannot create binding for class 'NewName'/,
    dryRun: null,
    config: {
      durable_objects: {
        bindings: [
          { name: "MY_DO", class_name: "MyDO" },
          { name: "N", class_name: "NewName" },
        ],
      },
      migrations: [{ tag: "v1", new_sqlite_classes: ["MyDO"] }],
    },
  },
  {
    title: "a misspelt `new_sqlite_class`",
    account: /Cannot create binding for class 'MyDO'/,
    dryRun: null,
    config: { migrations: [{ tag: "v1", new_sqlite_class: ["MyDO"] }] },
  },
  {
    title: "a bound class that the code doesn't export",
    account: /not exported in your entrypoint file: Missing/,
    dryRun: /not exported in your entrypoint file: Missing/,
    config: {
      durable_objects: { bindings: [{ name: "MY_DO", class_name: "Missing" }] },
      migrations: [{ tag: "v1", new_sqlite_classes: ["Missing"] }],
    },
  },
  {
    title: "a new class that the code doesn't export, unbound",
    account: /class 'Missing' that is not exported by script/,
    dryRun: null,
    config: { migrations: [{ tag: "v1", new_sqlite_classes: ["MyDO", "Missing"] }] },
  },
  {
    title: "a migration without a tag",
    account: /"migrations\[0\]\.tag" is a required field/,
    dryRun: /"migrations\[0\]\.tag" is a required field/,
    config: { migrations: [{ new_sqlite_classes: ["MyDO"] }] },
  },
  {
    title: "a tag that is a number",
    account: /"migrations\[0\]\.tag" to be of type string/,
    dryRun: /"migrations\[0\]\.tag" to be of type string/,
    config: { migrations: [{ tag: 1, new_sqlite_classes: ["MyDO"] }] },
  },
  {
    title: "a tag that is there twice",
    account: /tag "v1" is there twice/,
    dryRun: null,
    config: {
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO"] },
        { tag: "v1", new_sqlite_classes: ["NewName"] },
      ],
    },
  },
  {
    title: "a class created twice",
    account: /new-sqlite-class migration to class 'MyDO' that is already depended on/,
    dryRun: /Cannot apply new_sqlite_classes migration to existing class MyDO/,
    config: {
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO"] },
        { tag: "v2", new_sqlite_classes: ["MyDO"] },
      ],
    },
  },
  {
    title: "a key-value class made SQLite",
    account: /new-sqlite-class migration to class 'MyDO' that is already depended on/,
    dryRun: /Cannot apply new_sqlite_classes migration to existing class MyDO/,
    config: {
      migrations: [
        { tag: "v1", new_classes: ["MyDO"] },
        { tag: "v2", new_sqlite_classes: ["MyDO"] },
      ],
    },
  },
  {
    title: "a class both key-value and SQLite",
    account: /class 'MyDO' cannot be the target of more than one migration/,
    dryRun: /Cannot apply new_sqlite_classes migration to existing class MyDO/,
    config: { migrations: [{ tag: "v1", new_classes: ["MyDO"], new_sqlite_classes: ["MyDO"] }] },
  },
  {
    title: "a class created and renamed in one entry",
    account: /renamed_classes migration to non-existent class MyDO/,
    dryRun: /renamed_classes migration to non-existent class MyDO/,
    config: {
      durable_objects: { bindings: [{ name: "MY_DO", class_name: "NewName" }] },
      migrations: [{ tag: "v1", new_sqlite_classes: ["MyDO"], renamed_classes: [{ from: "MyDO", to: "NewName" }] }],
    },
  },
  {
    title: "a rename that isn't a list",
    account: /"migrations\[1\]\.renamed_classes" to be an array/,
    dryRun: /"migrations\[1\]\.renamed_classes" to be an array/,
    config: {
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO"] },
        { tag: "v2", renamed_classes: { from: "MyDO", to: "X" } },
      ],
    },
  },
  {
    title: "a rename of a class that isn't there",
    account: /renamed_classes migration to non-existent class Nope/,
    dryRun: /renamed_classes migration to non-existent class Nope/,
    config: {
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO"] },
        { tag: "v2", renamed_classes: [{ from: "Nope", to: "NewName" }] },
      ],
    },
  },
  {
    title: "a rename onto a class that is there",
    account: /mig has a class NewName already/,
    dryRun: null,
    config: {
      durable_objects: { bindings: [{ name: "MY_DO", class_name: "NewName" }] },
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO", "NewName"] },
        { tag: "v2", renamed_classes: [{ from: "MyDO", to: "NewName" }] },
      ],
    },
  },
  {
    title: "a binding that keeps the old name",
    account: /Cannot create binding for class 'MyDO'/,
    dryRun: null,
    config: {
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO"] },
        { tag: "v2", renamed_classes: [{ from: "MyDO", to: "NewName" }] },
      ],
    },
  },
  {
    title: "a rename to a class that the code doesn't export",
    account: /not exported in your entrypoint file: NotThere/,
    dryRun: /not exported in your entrypoint file: NotThere/,
    config: {
      durable_objects: { bindings: [{ name: "MY_DO", class_name: "NotThere" }] },
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO"] },
        { tag: "v2", renamed_classes: [{ from: "MyDO", to: "NotThere" }] },
      ],
    },
  },
  {
    title: "a delete of a class that isn't there",
    account: /deleted_classes migration to non-existent class Nope/,
    dryRun: /deleted_classes migration to non-existent class Nope/,
    config: {
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO"] },
        { tag: "v2", deleted_classes: ["Nope"] },
      ],
    },
  },
  {
    title: "a delete of a class that is bound",
    account: /without also removing the binding that references it/,
    dryRun: null,
    config: {
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO"] },
        { tag: "v2", deleted_classes: ["MyDO"] },
      ],
    },
  },
  {
    title: "a transfer from nowhere",
    account: /"migrations\[0\]\.transferred_classes" to be an array/,
    dryRun: /"migrations\[0\]\.transferred_classes" to be an array/,
    config: { migrations: [{ tag: "v1", transferred_classes: [{ from: "A", to: "MyDO" }] }] },
  },
  {
    title: "a transfer from a Worker that isn't there",
    account: /non-existent class A of b/,
    dryRun: null,
    config: { migrations: [{ tag: "v1", transferred_classes: [{ from: "A", from_script: "b", to: "MyDO" }] }] },
  },
  {
    title: "a transfer onto a class created before it",
    account: /non-existent class A of b/,
    dryRun: null,
    config: {
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO"] },
        { tag: "v2", transferred_classes: [{ from: "A", from_script: "b", to: "MyDO" }] },
      ],
    },
  },
  {
    title: "`environment` without `script_name`",
    account: /should have a "script_name" field if "environment" is present/,
    dryRun: /should have a "script_name" field if "environment" is present/,
    config: {
      durable_objects: { bindings: [{ name: "MY_DO", class_name: "MyDO", environment: "production" }] },
      migrations: [{ tag: "v1", new_sqlite_classes: ["MyDO"] }],
    },
  },
  {
    title: "a class of a Worker that isn't there",
    account: /the Worker other-production has no such class/,
    dryRun: null,
    config: {
      durable_objects: { bindings: [{ name: "MY_DO", class_name: "MyDO", script_name: "other-production" }] },
      migrations: [{ tag: "v1", new_sqlite_classes: ["MyDO"] }],
    },
  },
  {
    title: "`environment` beside a `script_name`",
    account: /the service environment "production" of other\. Service environments have been removed/,
    dryRun: null,
    config: {
      durable_objects: {
        bindings: [{ name: "MY_DO", class_name: "MyDO", script_name: "other", environment: "production" }],
      },
      migrations: [{ tag: "v1", new_sqlite_classes: ["MyDO"] }],
    },
  },
  {
    title: "`environment` without `script_name`, in an environment",
    account: /should have a "script_name" field if "environment" is present/,
    dryRun: /should have a "script_name" field if "environment" is present/,
    env: "production",
    config: {
      limits: { cpu_ms: 300000 },
      env: {
        production: {
          durable_objects: { bindings: [{ name: "MY_DO", class_name: "MyDO", environment: "production" }] },
        },
        staging: { durable_objects: { bindings: [{ name: "MY_DO", class_name: "MyDO", environment: "staging" }] } },
      },
    },
  },
  {
    title: "every kind of migration, of classes that were never created",
    account: /renamed_classes migration to non-existent class OldName/,
    dryRun: /renamed_classes migration to non-existent class OldName/,
    config: {
      migrations: [
        { tag: "v1", new_sqlite_classes: ["MyDO"] },
        { tag: "v2", renamed_classes: [{ from: "OldName", to: "NewName" }] },
        { tag: "v3", transferred_classes: [{ from: "SourceClass", from_script: "old-worker", to: "DestClass" }] },
        { tag: "v4", deleted_classes: ["ObsoleteClass"] },
      ],
    },
  },
  {
    title: "`exports` with a live class",
    account: null,
    dryRun: null,
    config: { exports: { MyDO: { type: "durable-object", storage: "sqlite" } } },
  },
  {
    title: "`exports` beside `migrations`",
    account: /mutually exclusive/,
    dryRun: /mutually exclusive/,
    config: {
      migrations: [{ tag: "v1", new_sqlite_classes: ["MyDO"] }],
      exports: { MyDO: { type: "durable-object", storage: "sqlite" } },
    },
  },
  {
    title: "a live class without `storage`",
    account: /"exports\.MyDO\.storage" is required/,
    dryRun: /"exports\.MyDO\.storage" is required/,
    config: { exports: { MyDO: { type: "durable-object" } } },
  },
  {
    title: "a live class that the code doesn't export",
    account: /\[config_references_nonexistent_class\] class 'Ghost'/,
    dryRun: null,
    config: {
      exports: {
        MyDO: { type: "durable-object", storage: "sqlite" },
        Ghost: { type: "durable-object", storage: "sqlite" },
      },
    },
  },
  {
    title: "a deleted class that the code exports",
    account: /\[tombstone_delete_class_still_in_code\] class 'MyDO'/,
    dryRun: null,
    config: { durable_objects: { bindings: [] }, exports: { MyDO: { type: "durable-object", state: "deleted" } } },
  },
  {
    title: "a rename to a class without an entry",
    account: /\[invalid_export\] class 'MyDO'/,
    dryRun: null,
    config: { exports: { MyDO: { type: "durable-object", state: "renamed", renamed_to: "NewName" } } },
  },
];
