import {
  type Account,
  boundElsewhere,
  type Changes,
  namespaceOf,
  noChanges,
  withNamespace,
  withOwner,
  withoutNamespace,
} from "./account.ts";
import { pendingMigrations } from "./pending-migrations.ts";
import { Refusal } from "./refusal.ts";
import type { Migration, Release } from "./release.ts";

/** What comes of an account when a release's `migrations`, or its `exports`, are applied to it. */
export type Applied = { account: Account; changes: Changes };

/** Applies the migrations of a release that are new, in Cloudflare's order. Throws a `Refusal`, and changes nothing. */
export function applyMigrations(account: Account, release: Release): Applied {
  const changes = noChanges();
  const worker = release.name;
  let next = account;
  for (const step of pendingMigrations(account, release)) {
    refuseTwoInOne(step);
    for (const className of step.deleted_classes ?? []) next = remove(next, release, className, changes);
    for (const { from, to } of step.renamed_classes ?? []) {
      const namespace = namespaceOf(next, worker, from);
      if (!namespace) throw new Refusal(`Cannot apply renamed_classes migration to non-existent class ${from}`);
      refuseExisting(next, worker, to, "renamed_classes");
      next = withOwner(next, namespace, { worker, className: to });
      changes.renamed.push({ from, to });
    }
    for (const { from, from_script: source, to } of step.transferred_classes ?? []) {
      const namespace = namespaceOf(next, source, from);
      if (!namespace)
        throw new Refusal(`Cannot apply transferred_classes migration to non-existent class ${from} of ${source}`);
      refuseExisting(next, worker, to, "transferred_classes");
      next = withOwner(next, namespace, { worker, className: to });
      changes.transferred.push({ from, worker: source, to });
    }
    for (const className of step.new_classes ?? []) next = create(next, release, className, "key-value", changes);
    for (const className of step.new_sqlite_classes ?? []) next = create(next, release, className, "sqlite", changes);
  }
  return { account: next, changes };
}

/** A class can have only one thing done to it in an entry: which comes first would be anybody's guess. */
function refuseTwoInOne(step: Migration): void {
  const targets = [
    ...(step.deleted_classes ?? []),
    ...(step.renamed_classes ?? []).map(({ to }) => to),
    ...(step.transferred_classes ?? []).map(({ to }) => to),
    ...(step.new_classes ?? []),
    ...(step.new_sqlite_classes ?? []),
  ];
  const twice = targets.find((className, at) => targets.indexOf(className) !== at);
  if (twice !== undefined)
    throw new Refusal(`class '${twice}' cannot be the target of more than one migration (entry "${step.tag}")`);
}

function create(
  account: Account,
  { name: worker }: Release,
  className: string,
  storage: "sqlite" | "key-value",
  changes: Changes,
): Account {
  const kind = storage === "sqlite" ? "new-sqlite-class" : "new-class";
  if (namespaceOf(account, worker, className)) {
    throw new Refusal(
      `Cannot apply ${kind} migration to class '${className}' that is already depended on by existing Durable Objects [code: 10074]`,
      "A class is created once, and keeps the kind of storage that it was created with.",
    );
  }
  if (storage === "key-value" && account.keyValue === "closed") {
    throw new Refusal(
      "Creating new key-value backed Durable Object namespaces is no longer supported on this account.",
      `"new_classes" asks for one, for class '${className}'.`,
    );
  }
  changes.created.push(className);
  return withNamespace(account, { worker, className, storage });
}

function refuseExisting(account: Account, worker: string, className: string, kind: string): void {
  if (namespaceOf(account, worker, className)) {
    throw new Refusal(
      `Cannot apply ${kind} migration: ${worker} has a class ${className} already`,
      "The migration itself makes the class that the data go to. One of that name, with data of its own, is in the way.",
    );
  }
}

function remove(account: Account, release: Release, className: string, changes: Changes): Account {
  const namespace = namespaceOf(account, release.name, className);
  if (!namespace) throw new Refusal(`Cannot apply deleted_classes migration to non-existent class ${className}`);
  const others = boundElsewhere(account, namespace);
  const own = release.bindings.find((binding) => binding.worker === release.name && binding.className === className);
  if (own !== undefined || others.length > 0) {
    throw new Refusal(
      `Cannot apply --delete-class migration to class '${className}' without also removing the binding that references it. [code: 10061]`,
      own === undefined ? `It is bound by ${others.join(", ")}.` : `It is bound as ${own.name}.`,
    );
  }
  changes.deleted.push(className);
  return withoutNamespace(account, namespace);
}
