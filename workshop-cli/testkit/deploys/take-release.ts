import { type Account, type Changes, namespaceOf } from "./account.ts";
import { type Applied, applyMigrations } from "./apply-migrations.ts";
import { reconcileExports } from "./reconcile-exports.ts";
import { Refusal } from "./refusal.ts";
import type { Release } from "./release.ts";

/** A release with its code: one module, and the names that it exports. */
export type Build = { release: Release; code: string; exported: string[] };

/** What becomes of an account when a release is deployed. Throws a `Refusal` where Cloudflare would refuse it. */
export function takeRelease(account: Account, build: Build): { account: Account; changes: Changes } {
  const { release, code } = build;
  const before = account.workers[release.name];
  const form = formOf(release);
  refuseUnexported(build);
  if (before?.form === "exports" && form === "migrations") {
    throw new Refusal(
      `${release.name} has been deployed with "exports", and this release has "migrations".`,
      'Once a Worker declares its classes in "exports", later releases do too.',
    );
  }
  const { account: applied, changes } = applyForm(account, build, form);
  refuseLostClasses(applied, build, changes);
  const live = {
    release,
    code,
    form: form === "none" ? (before?.form ?? "none") : form,
    bound: boundBy(applied, release),
    applied: form === "migrations" ? release.migrations : (before?.applied ?? []),
  };
  return { account: { ...applied, workers: { ...applied.workers, [release.name]: live } }, changes };
}

function formOf({ exports, migrations }: Release): "migrations" | "exports" | "none" {
  if (Object.keys(exports).length > 0) return "exports";
  return migrations.length > 0 ? "migrations" : "none";
}

function applyForm(account: Account, { release, exported }: Build, form: "migrations" | "exports" | "none"): Applied {
  const declared = form === "exports" || (form === "none" && account.workers[release.name]?.form === "exports");
  return declared ? reconcileExports(account, release, exported) : applyMigrations(account, release);
}

/** wrangler's own check, before anything is sent. */
function refuseUnexported({ release, exported }: Build): void {
  const missing = release.bindings
    .filter(({ worker, className }) => worker === release.name && !exported.includes(className))
    .map(({ className }) => className);
  if (missing.length > 0) {
    throw new Refusal(
      `Your Worker depends on the following Durable Objects, which are not exported in your entrypoint file: ${missing.join(", ")}.`,
      `The code of this release is ${release.main}.`,
    );
  }
}

/** Every class that has objects is in the code. */
function refuseLostClasses(
  account: Account,
  { release, exported }: Build,
  { created, renamed, transferred }: Changes,
): void {
  const lost = account.namespaces.find(
    ({ worker, className }) => worker === release.name && !exported.includes(className),
  );
  if (lost === undefined) return;
  const { className } = lost;
  if (created.includes(className) || [...renamed, ...transferred].some(({ to }) => to === className)) {
    throw new Refusal(
      `Cannot apply new-class migration to class '${className}' that is not exported by script [code: 10070]`,
    );
  }
  throw new Refusal(
    `New version of script does not export class '${className}' which is depended on by existing Durable Objects. [code: 10064]`,
    "Its objects' data would be out of reach. Whether they are to be renamed or deleted, a migration has to say.",
  );
}

function boundBy(account: Account, { bindings, name }: Release): Record<string, string> {
  return Object.fromEntries(
    bindings.map(({ name: binding, worker, className }) => {
      const namespace = namespaceOf(account, worker, className);
      if (namespace) return [binding, namespace.id];
      throw new Refusal(
        `Cannot create binding for class '${className}' because it is not currently configured to implement Durable Objects. Ensure a --new-class migration has been applied to it. [code: 10061]`,
        worker === name
          ? `${binding} binds it, and ${name} has no such class.`
          : `${binding} binds it, and the Worker ${worker} has no such class.`,
      );
    }),
  );
}
