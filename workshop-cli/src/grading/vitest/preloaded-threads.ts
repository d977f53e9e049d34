import { join } from "node:path";
import type { Plugin } from "vite";
import type { PoolOptions, PoolRunnerInitializer } from "vitest/node";

/**
 * Runs tests of Node in threads that have loaded what starts workerd before the run begins. To stand before
 * `keptWorker`, which lets the next run have the thread.
 */
export async function preloadedThreads(): Promise<Plugin> {
  const { ThreadsPoolWorker } = await import("vitest/node");
  const execArgv = ["--import", join(import.meta.dirname, "preload.ts")];
  const pool: PoolRunnerInitializer = {
    name: "workshop-threads",
    createPoolWorker: (options: PoolOptions) =>
      new ThreadsPoolWorker({ ...options, execArgv: [...options.execArgv, ...execArgv] }),
  };
  return {
    name: "workshop:preloaded-threads",
    configureVitest({ project }: { project: { config: { pool?: string; poolRunner?: PoolRunnerInitializer } } }) {
      project.config.poolRunner = pool;
      project.config.pool = pool.name;
    },
  } as unknown as Plugin;
}
