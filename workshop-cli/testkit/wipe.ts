import { reset, runInDurableObject } from "cloudflare:test";
import { everyObject, forgetObjects } from "./objects.ts";
import { listeners } from "./wiped.ts";

/** Milliseconds. A constructor that waits for somebody who is gone is left to `reset()` as it is. */
const PATIENCE = 1_000;

/**
 * Ends all objects and takes away what they stored. `reset()` alone leaves what objects stored that are out of memory,
 * evicted or crashed (measured), so they are started first; what their constructors print is nobody's concern.
 */
export async function wipe(): Promise<void> {
  const isolate = globalThis as unknown as { console: object };
  const { console } = isolate;
  isolate.console = new Proxy(console, { get: () => () => {} });
  try {
    const started = everyObject().map((stub) => runInDurableObject(stub, () => {}).catch(() => {}));
    const patience = AbortSignal.timeout(PATIENCE);
    await Promise.race([
      Promise.all(started),
      new Promise((resolve) => patience.addEventListener("abort", () => resolve(undefined))),
    ]);
  } finally {
    isolate.console = console;
  }
  await reset();
  forgetObjects();
  for (const forget of listeners()) forget();
}
