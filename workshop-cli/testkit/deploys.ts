import { resolve } from "node:path";
import { inject } from "vitest";
import { type Account, type Changes, emptyAccount, type Namespace } from "./deploys/account.ts";
import { buildRelease } from "./deploys/build-release.ts";
import { type LiveAccount, startAccount } from "./deploys/live-account.ts";
import { Refusal } from "./deploys/refusal.ts";
import { readRelease } from "./deploys/release.ts";
import { openStorage, type Storage } from "./deploys/storage.ts";
import { takeRelease } from "./deploys/take-release.ts";
import type {} from "./subject.ts";

export type { Changes, Namespace } from "./deploys/account.ts";
export { readRelease } from "./deploys/release.ts";

/** What comes of a deploy. One that is refused changes nothing: what was live stays so. */
export type Deployment = { state: "live"; worker: string; changes: Changes } | { state: "refused"; reason: string };

/** A Cloudflare account on this machine: Workers, their Durable Object classes, and what the objects have stored. */
export type CloudflareAccount = AsyncDisposable & {
  /** Deploys a configuration, as `wrangler deploy -c <config> --env <env>` would. The path is the subject's. */
  deploy(config: string, options?: { env?: string }): Promise<Deployment>;
  /** What a live Worker finds in its `env`, to call objects from Node: of a namespace `getByName`, of a stub the methods. */
  env<Env>(worker: string): Promise<Env>;
  /** Asks a live Worker by HTTP. */
  fetch(worker: string, path: string, init?: RequestInit): Promise<Response>;
  /** The classes that have storage, with the Workers that they belong to. */
  namespaces(): Omit<Namespace, "id">[];
  /** Opens another account in which everything is as it is here now. */
  copy(): Promise<CloudflareAccount>;
  dispose(): Promise<void>;
};

/**
 * Opens an empty account. `await using account = openAccount()` stops what runs in it, and forgets what was stored, at the
 * end of the block. How it differs from Cloudflare and from `wrangler deploy --dry-run`: deploys/README.md.
 *
 * @param keyValue "open" for an account that may still make classes with key-value storage.
 */
export function openAccount({
  folder = inject("subject") ?? process.cwd(),
  keyValue = "closed" as Account["keyValue"],
} = {}): CloudflareAccount {
  return accountWith(emptyAccount(keyValue), openStorage(), folder);
}

function accountWith(before: Account, storage: Storage, folder: string): CloudflareAccount {
  let account = before;
  let live: Promise<LiveAccount> | undefined;

  // workerd is started when it is needed: of releases that nobody speaks to in between, the last one does.
  const running = () => {
    live ??= startAccount(account, storage.folder);
    return live;
  };
  const stop = async () => {
    const stopping = live;
    live = undefined;
    await (await stopping?.catch(() => undefined))?.stop();
  };
  const dispose = async () => {
    await stop();
    storage.remove();
  };

  return {
    async deploy(config, { env } = {}) {
      try {
        const { account: next, changes, worker } = await attempt(account, resolve(folder, config), env);
        await stop();
        const gone = account.namespaces.filter(({ id }) => !next.namespaces.some((each) => each.id === id));
        for (const { id } of gone) storage.forget(id);
        account = next;
        return { state: "live", worker, changes };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { state: "refused", reason: error.message };
      }
    },
    async env<Env>(worker: string) {
      refuseUnknown(account, worker);
      return (await (await running()).env(worker)) as Env;
    },
    async fetch(worker, path, init) {
      refuseUnknown(account, worker);
      return fetch(new URL(path, await (await running()).url(worker)), init);
    },
    async copy() {
      await stop();
      return accountWith(account, storage.copy(), folder);
    },
    namespaces: () => account.namespaces.map(({ id: _, ...namespace }) => namespace),
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

async function attempt(account: Account, path: string, env: string | undefined) {
  const release = readRelease(path, env);
  const taken = takeRelease(account, await buildRelease(release));
  return { ...taken, worker: release.name };
}

function refuseUnknown({ workers }: Account, worker: string): void {
  if (workers[worker] === undefined) throw new Error(`No Worker ${worker} is live.`);
}
