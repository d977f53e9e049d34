import type { Plugin } from "vite";
import type { PoolOptions, PoolRunnerInitializer, PoolWorker } from "vitest/node";

/**
 * Starts the next run's workerd right after a run, so that a save doesn't wait for it. Never more than one spare.
 * A plugin, to stand after `cloudflareTest`, whose pool it wraps.
 */
export function spareWorker(): { plugin: Plugin; prepare(): Promise<void> } {
  let pool: PoolRunnerInitializer | undefined;
  let options: PoolOptions | undefined;
  let spare: { worker: PoolWorker; started: Promise<void> } | null = null;

  const plugin = {
    name: "workshop:spare-worker",
    configureVitest({
      project,
      vitest,
    }: {
      project: { config: { poolRunner?: PoolRunnerInitializer } };
      vitest: { onClose(fn: () => Promise<void>): void };
    }) {
      pool = project.config.poolRunner;
      if (pool === undefined) return;
      project.config.poolRunner = {
        name: pool.name,
        createPoolWorker(given: PoolOptions) {
          options = given;
          const ready = spare;
          spare = null;
          return ready === null ? (pool as PoolRunnerInitializer).createPoolWorker(given) : alreadyStarted(ready);
        },
      };
      vitest.onClose(async () => {
        const left = spare;
        spare = null;
        await left?.started.then(() => left.worker.stop()).catch(() => {});
      });
    },
  } as unknown as Plugin;

  return {
    plugin,
    async prepare() {
      if (pool === undefined || options === undefined || spare !== null) return;
      const worker = pool.createPoolWorker(options);
      const started = Promise.resolve(worker.start());
      spare = { worker, started };
      await started.catch(() => {
        spare = null;
      });
    },
  };
}

function alreadyStarted({ worker, started }: { worker: PoolWorker; started: Promise<void> }): PoolWorker {
  return new Proxy(worker, {
    get(target, key) {
      if (key === "start") return () => started;
      const value = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
