import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import type { PoolOptions, PoolRunnerInitializer, PoolWorker } from "vitest/node";

/** A worker that has served so many runs is replaced: what earlier code left in it would add up. */
const mostRuns = 40;

/**
 * Lets the next run have the last run's worker, whose start is what most of a run takes. Of workerd that is for authors'
 * proofs, where the same tests are run on one subject after the other: learners always get a new one.
 *
 * A plugin, to stand after `cloudflareTest`, whose pool it wraps. Between runs, the modules of the subject and of its tests
 * must be forgotten inside as well, by `vitest.watcher.invalidates`; `fresh.ts` empties storage, and
 * `leave-nothing.ts` ends all objects.
 */
export function keptWorker(): { plugin: Plugin; renew(): void } {
  let kept: { worker: PoolWorker; runs: number; limit: number } | null = null;
  let isWorn = false;

  async function drop(): Promise<void> {
    const { worker } = kept ?? {};
    kept = null;
    await worker?.stop();
  }

  const plugin = {
    name: "workshop:kept-worker",
    configureVitest({
      project,
      vitest,
    }: {
      project: { config: { poolRunner?: PoolRunnerInitializer; testTimeout: number } };
      vitest: { onClose(fn: () => Promise<void>): void };
    }) {
      const pool = project.config.poolRunner;
      if (pool === undefined) return;
      project.config.poolRunner = {
        name: pool.name,
        createPoolWorker(options: PoolOptions) {
          let dropped = Promise.resolve();
          // A worker knows the limit of a test from its start.
          const limit = project.config.testTimeout;
          if (kept !== null && (isWorn || kept.runs >= mostRuns || kept.limit < limit))
            dropped = drop().catch(() => {});
          isWorn = false;
          if (kept !== null) {
            kept.runs++;
            return oneRunOf(kept.worker, { isStarted: true, before: dropped });
          }
          kept = { worker: pool.createPoolWorker(options), runs: 1, limit };
          return oneRunOf(kept.worker, { isStarted: false, before: dropped });
        },
      };
      vitest.onClose(() => drop().catch(() => {}));
    },
  } as unknown as Plugin;

  return {
    plugin,
    /** Gives the next run a new worker. */
    renew() {
      isWorn = true;
    },
  };
}

/**
 * Whether nothing stays in a workerd that `wipe()` can't take away. Ids of objects that once were are listed on: in the next
 * subject's run, they would be its own.
 */
export function canBeKept({ exercise }: { exercise: string }): boolean {
  const files = ["src", "test"].flatMap((folder) =>
    readdirSync(join(exercise, folder)).map((name) => join(exercise, folder, name)),
  );
  const leaves = /listDurableObjectIds|#testkit\/deploys/;
  return !files.some((file) => statSync(file).isFile() && leaves.test(readFileSync(file, "utf8")));
}

/** What Vitest takes for a worker of its own: the end of a run leaves the real one as it is. */
function oneRunOf(
  worker: PoolWorker,
  { isStarted, before }: { isStarted: boolean; before: Promise<void> },
): PoolWorker {
  const listeners = new Map<string, Parameters<PoolWorker["on"]>[1]>();
  const answer = (type: "started" | "stopped") =>
    listeners.get("message")?.({ type, __vitest_worker_response__: true });
  const own: Partial<PoolWorker> = {
    async start() {
      await before;
      if (!isStarted) await worker.start();
    },
    async stop() {
      for (const [event, listener] of listeners) worker.off(event, listener);
    },
    send(message) {
      if (message.type === "stop") answer("stopped");
      else if (message.type === "start" && isStarted) answer("started");
      else worker.send(message);
    },
    on(event, listener) {
      listeners.set(event, listener);
      worker.on(event, listener);
    },
    off(event, listener) {
      listeners.delete(event);
      worker.off(event, listener);
    },
  };
  return new Proxy(worker, {
    get(target, key) {
      const value = Reflect.get(key in own ? own : target, key);
      return typeof value === "function" && !(key in own) ? value.bind(target) : value;
    },
  });
}
