import {
  type Account,
  boundElsewhere,
  type Changes,
  type Namespace,
  namespaceOf,
  noChanges,
  withNamespace,
  withOwner,
  withoutNamespace,
} from "./account.ts";
import type { Applied } from "./apply-migrations.ts";
import { Refusal } from "./refusal.ts";
import type { ClassExport, Release } from "./release.ts";

type Given = { release: Release; exported: string[]; changes: Changes };
type Entry = ClassExport & { className: string };

/**
 * Compares `exports` with the classes in the code and the namespaces there are, and applies the difference. Throws a
 * `Refusal` with the name that Cloudflare has for what is wrong.
 * https://developers.cloudflare.com/durable-objects/reference/durable-objects-migrations/#error-reference
 */
export function reconcileExports(account: Account, release: Release, exported: string[]): Applied {
  const given = { release, exported, changes: noChanges() };
  const entries = Object.entries(release.exports).map(([className, entry]): Entry => ({ className, ...entry }));
  // A Worker that no longer says that it expects a transfer has called it off.
  let next: Account = { ...account, expected: account.expected.filter(({ to }) => to !== release.name) };
  // What makes room comes before what needs it.
  for (const entry of entries.filter(isTombstone)) next = bury(next, entry, given);
  for (const entry of entries.filter((each) => !isTombstone(each))) next = keepAlive(next, entry, given);
  refuseForgotten(next, given);
  return { account: next, changes: given.changes };
}

function isTombstone({ state }: Entry): boolean {
  return state === "deleted" || state === "renamed" || state === "transferred";
}

function bury(account: Account, entry: Entry, { release, exported, changes }: Given): Account {
  const { className } = entry;
  const namespace = namespaceOf(account, release.name, className);
  if (entry.state === "renamed") refuseNoTarget(entry, release);
  if (entry.state === "deleted" && exported.includes(className))
    throw wrong("tombstone_delete_class_still_in_code", className, "The code still exports it.");
  if (!namespace) {
    changes.stale.push(className);
    return account;
  }
  if (entry.state === "deleted") {
    const others = boundElsewhere(account, namespace);
    if (others.length > 0)
      throw wrong("tombstone_delete_blocked_by_external_bindings", className, `It is bound by ${others.join(", ")}.`);
    changes.deleted.push(className);
    return withoutNamespace(account, namespace);
  }
  if (entry.state === "renamed") {
    const to = entry.renamed_to as string;
    if (namespaceOf(account, release.name, to))
      throw wrong("tombstone_renamed_to_occupied", className, `There is a class ${to} already, with data of its own.`);
    changes.renamed.push({ from: className, to });
    return withOwner(account, namespace, { worker: release.name, className: to });
  }
  return handOver(account, { entry, namespace, changes });
}

/** The second half of a transfer: the Worker that gives commits it. */
function handOver(
  account: Account,
  { entry, namespace, changes }: { entry: Entry; namespace: Namespace; changes: Changes },
): Account {
  const { className } = entry;
  const to = entry.transferred_to as string;
  if (!account.workers[to]) throw wrong("transferred_target_missing", className, `There is no Worker ${to}.`);
  const expected = account.expected.find((each) => each.from === namespace.worker && each.className === className);
  if (!expected)
    throw wrong("transferred_pending_not_found", className, `${to} hasn't been deployed with "expecting-transfer".`);
  if (expected.to !== to)
    throw wrong("transferred_target_mismatch", className, `${expected.to} expects it, not ${to}.`);
  changes.transferred.push({ from: className, worker: namespace.worker, to: className });
  const given = withOwner(account, namespace, { worker: to, className });
  return { ...given, expected: given.expected.filter((each) => each !== expected) };
}

function keepAlive(account: Account, entry: Entry, given: Given): Account {
  const { className } = entry;
  const { release, exported, changes } = given;
  const namespace = namespaceOf(account, release.name, className);
  const storage = entry.storage === "legacy-kv" ? "key-value" : "sqlite";
  if (!exported.includes(className)) {
    const scenario = namespace ? "config_export_not_in_code" : "config_references_nonexistent_class";
    throw wrong(scenario, className, "The code doesn't export it.");
  }
  if (namespace && namespace.storage !== storage)
    throw wrong("storage_type_mismatch", className, `Its storage is ${namespace.storage}, and stays so.`);
  if (entry.state === "expecting-transfer") return expectTransfer(account, { ...entry, storage }, namespace, given);
  if (namespace) return account;
  if (storage === "key-value")
    throw wrong("invalid_export", className, `A new class can't have "legacy-kv" storage: use "sqlite".`);
  changes.created.push(className);
  return withNamespace(account, { worker: release.name, className, storage });
}

/** The first half of a transfer: the Worker that takes says from whom. */
function expectTransfer(
  account: Account,
  entry: { className: string; transfer_from?: string; storage: Namespace["storage"] },
  namespace: Namespace | undefined,
  { release, changes }: Given,
): Account {
  const { className, storage } = entry;
  const from = entry.transfer_from as string;
  if (!account.workers[from])
    throw wrong("phase_one_transfer_source_missing", className, `There is no Worker ${from}.`);
  const offered = namespaceOf(account, from, className);
  if (namespace) {
    if (offered)
      throw wrong(
        "phase_one_transfer_target_class_provisioned",
        className,
        `${release.name} has a class of that name.`,
      );
    changes.stale.push(className);
    return account;
  }
  if (!offered)
    throw wrong("phase_one_transfer_source_namespace_missing", className, `${from} has no class of that name.`);
  return { ...account, expected: [...account.expected, { className, from, to: release.name, storage }] };
}

function refuseNoTarget({ className, renamed_to: to }: Entry, { exports }: Release): void {
  const target = exports[to as string];
  if (target === undefined || (target.state ?? "created") !== "created")
    throw wrong("invalid_export", className, `"renamed_to" names ${to}, which has no live entry of its own.`);
}

/** Data that no entry speaks of would be out of reach. */
function refuseForgotten(account: Account, { release, exported }: Given): void {
  const forgotten = account.namespaces.find(
    ({ worker, className }) => worker === release.name && release.exports[className] === undefined,
  );
  // The target of a rename has an entry, so what is left is neither declared nor done with.
  if (forgotten === undefined) return;
  const inCode = exported.includes(forgotten.className);
  const scenario = inCode ? "provisioned_class_missing_from_config" : "orphaned_provisioned_namespace";
  throw wrong(scenario, forgotten.className, "There are objects of it, and `exports` has no entry for it.");
}

function wrong(scenario: string, className: string, because: string): Refusal {
  return new Refusal(`[${scenario}] class '${className}'`, because);
}
