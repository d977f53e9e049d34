import { convertV4MiniflareOptions, Miniflare, NoOpLog } from "miniflare";
import { inject } from "vitest";
import { callerBundle } from "./plain/caller-bundle.ts";
import { printFromWorkerd } from "./plain/print.ts";
import { stubEnv } from "./plain/stub-env.ts";
import { bundleWorker } from "./plain/worker-bundle.ts";
import { readWorkerConfig, type WorkerConfig } from "./plain/worker-config.ts";
import type {} from "./subject.ts";

declare global {
  namespace Cloudflare {
    /** Filled by an exercise's env.d.ts. */
    interface Env {}
  }
}

/** A Worker with its Durable Objects on workerd itself: no Vitest inside, so gates, alarms and sockets are the platform's. */
export type PlainWorker = AsyncDisposable & {
  /**
   * The Worker's vars and namespaces, to call objects from Node: `env.COUNTER.getByName("a").increment()`. Of a namespace
   * there is `getByName`, of a stub the methods; values are those that structured clone knows.
   */
  env: Cloudflare.Env;
  /** Where it listens, for real clients: `new WebSocket(new URL("/room", url))`. A crash may change it. */
  readonly url: URL;
  /** Asks the Worker by HTTP; a path is enough. */
  fetch(path: string | URL, init?: RequestInit): Promise<Response>;
  /** Takes an object out of memory, as after a while without calls. Its storage and its hibernating sockets stay. */
  evict(binding: keyof Cloudflare.Env, name: string): Promise<void>;
  /**
   * Kills workerd at once, whatever it is at, and starts it on what was stored by then. Calls under way end with an error,
   * and so do sockets.
   */
  crash(): Promise<void>;
  /** Stops workerd. What was stored is gone. */
  dispose(): Promise<void>;
};

/**
 * Starts the subject on plain workerd, with empty storage. `await using worker = await startWorker()` stops it at the end
 * of the block. Throws a sentence for whoever writes the Worker: where wrangler.jsonc can't be read, the code can't be
 * bundled, a class that is bound isn't exported, or the module throws.
 *
 * @param options.folder where `wrangler.jsonc` lies; by default the subject's, or the working directory.
 * @param options.print what to do with a message of the code, or of workerd about it.
 */
export async function startWorker({
  folder = inject("subject") ?? process.cwd(),
  print = printFromWorkerd,
} = {}): Promise<PlainWorker> {
  const config = readWorkerConfig(folder);
  const [subject, caller] = await Promise.all([bundleWorker(folder, config), callerBundle()]);
  const options = convertV4MiniflareOptions({
    workers: [
      {
        ...common(config),
        name: config.name,
        modulesRoot: folder,
        modules: [{ type: "ESModule", path: `${folder}/worker.mjs`, contents: subject.code }],
        bindings: config.vars,
        durableObjects: namespaces(config),
      },
      {
        ...common(config),
        name: "caller",
        modules: [{ type: "ESModule", path: "caller.mjs", contents: caller }],
        durableObjects: namespaces(config, config.name),
        unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      },
    ],
    cf: false,
    verbose: true,
    log: new NoOpLog(),
    // With whole paths, as those from inside Vitest have.
    handleStructuredLogs: ({ message }) => print(subject.inSource(message, folder)),
  });
  const miniflare = new Miniflare(options);
  const addresses = async () => ({ url: await miniflare.ready, caller: await miniflare.unsafeGetDirectURL("caller") });
  const dispose = () => miniflare.dispose();
  try {
    let at = await addresses();
    const bindings = config.durableObjects.map(({ binding }) => binding);
    return {
      env: stubEnv(() => at.caller, config.vars, bindings) as unknown as Cloudflare.Env,
      get url() {
        return at.url;
      },
      fetch: (path, init) => fetch(new URL(path, at.url), init),
      async crash() {
        // Before it starts another process, it ends the last one by SIGKILL. What objects store outlives that.
        await miniflare.setOptions(options);
        at = await addresses();
      },
      async evict(binding, name) {
        const object = config.durableObjects.find((candidate) => candidate.binding === binding);
        if (object === undefined) throw new Error(`wrangler.jsonc has no Durable Object binding ${binding}.`);
        await miniflare.unsafeEvictDurableObject(config.name, object.className, { name });
      },
      dispose,
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose().catch(() => {});
    const thrown = String(error).match(/Uncaught (?:[^"\\]|\\.)*/)?.[0];
    if (thrown === undefined) throw error;
    const reason = thrown.includes("Cannot initialize N7workerd")
      ? "src/index.ts exports something that isn't there. Look at the file that it comes from."
      : subject.inSource(JSON.parse(`"${thrown}"`));
    throw new Error(`The Worker doesn't start: ${reason}`);
  }
}

function common({ compatibilityDate, compatibilityFlags }: WorkerConfig) {
  return { compatibilityDate, compatibilityFlags };
}

/** `scriptName` where the classes are another Worker's. */
function namespaces({ durableObjects }: WorkerConfig, scriptName?: string) {
  return Object.fromEntries(
    durableObjects.map(({ binding, className, useSQLite }) => [binding, { className, useSQLite, scriptName }]),
  );
}
