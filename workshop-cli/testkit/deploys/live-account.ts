import { convertV4MiniflareOptions, Miniflare, NoOpLog } from "miniflare";
import { callerBundle } from "../plain/caller-bundle.ts";
import { printFromWorkerd } from "../plain/print.ts";
import { stubEnv } from "../plain/stub-env.ts";
import type { Account } from "./account.ts";

/** An account's Workers, running. */
export type LiveAccount = {
  /** The vars of a Worker, and its namespaces with stubs to call. */
  env(worker: string): Promise<Record<string, unknown>>;
  /** Where a Worker answers HTTP. */
  url(worker: string): Promise<URL>;
  stop(): Promise<void>;
};

/**
 * Starts all Workers of an account on workerd.
 *
 * @param storage the folder where objects keep their data. A namespace has its own in it, whatever its class is called.
 */
export async function startAccount(account: Account, storage: string): Promise<LiveAccount> {
  const caller = await callerBundle();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: Object.entries(account.workers).flatMap(([name, { release, code }]) => {
        const { compatibilityDate, compatibilityFlags } = release;
        const durableObjects = namespacesOf(account, name);
        return [
          {
            name,
            compatibilityDate,
            compatibilityFlags,
            modules: [{ type: "ESModule" as const, path: `${name}.mjs`, contents: code }],
            bindings: release.vars,
            durableObjects,
            unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
          },
          {
            name: callerOf(name),
            compatibilityDate,
            compatibilityFlags,
            modules: [{ type: "ESModule" as const, path: "caller.mjs", contents: caller }],
            durableObjects,
            unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
          },
        ];
      }),
      resourcePersistencePath: storage,
      cf: false,
      verbose: true,
      log: new NoOpLog(),
      handleStructuredLogs: ({ message }) => printFromWorkerd(message),
    }),
  );
  const stop = () => miniflare.dispose();
  try {
    await miniflare.ready;
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
  return {
    async env(worker) {
      const { release, bound } = account.workers[worker] as Account["workers"][string];
      const caller = await miniflare.unsafeGetDirectURL(callerOf(worker));
      return stubEnv(() => caller, release.vars, Object.keys(bound));
    },
    url: (worker) => miniflare.unsafeGetDirectURL(worker),
    stop,
  };
}

/** A binding leads to the Worker that has the class today. What is stored goes by the namespace's id. */
function namespacesOf({ workers, namespaces }: Account, worker: string) {
  return Object.fromEntries(
    Object.entries(workers[worker]?.bound ?? {}).flatMap(([binding, id]) => {
      const namespace = namespaces.find((each) => each.id === id);
      if (!namespace) return [];
      const { className, worker: scriptName, storage } = namespace;
      return [[binding, { className, scriptName, useSQLite: storage === "sqlite", unsafeUniqueKey: id }]];
    }),
  );
}

function callerOf(worker: string): string {
  return `caller of ${worker}`;
}
