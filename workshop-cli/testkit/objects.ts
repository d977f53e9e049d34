import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { reachedObjects } from "./reached.ts";
import { onThisMachine } from "./slowness.ts";

/**
 * Takes an object out of memory, as the platform does with one that nobody calls: fields are lost, storage stays, sockets
 * hibernate. Waits for calls that are under way. Throws at once where the object holds sockets that can't hibernate,
 * and after a moment where something else keeps it in memory, a timer that runs for instance: the platform waits
 * for such work for up to fifteen minutes, and the tools for thirty seconds.
 *
 * Source: https://developers.cloudflare.com/durable-objects/concepts/durable-object-lifecycle/
 */
export async function evict(stub: DurableObjectStub): Promise<void> {
  const pinned = await runInDurableObject(stub, () => [...accepted].filter(isOwnAndOpen).length);
  if (pinned > 0) throw new Error(cannotHibernate(pinned));
  const evicted = evictDurableObject(stub);
  const tooLong = AbortSignal.timeout(onThisMachine(PATIENCE));
  await Promise.race([
    evicted,
    new Promise((_, reject) => tooLong.addEventListener("abort", () => reject(new Error(STAYS)))),
  ]);
}

/**
 * Every object, of whatever class, that the test or the Worker has reached since the last `forgetObjects()`. One that was reached by
 * its name is so here, too, and knows it, as on the platform.
 */
export function everyObject(): DurableObjectStub[] {
  return [...reachedObjects().values()].map(({ again }) => again());
}

/** Takes every object out of memory, as `evict()` does with one. */
export async function evictEveryObject(): Promise<void> {
  for (const stub of everyObject()) await evict(stub);
}

/** Whether an object has stored anything: a key, or a table of its own. */
export function isAnythingStored(stub: DurableObjectStub): Promise<boolean> {
  return runInDurableObject(stub, async (_, { storage }) => {
    if ((await storage.list({ limit: 1 })).size > 0) return true;
    const own =
      "SELECT 1 FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'";
    return storage.sql.exec(own).toArray().length > 0;
  });
}

/** Lets `everyObject()` begin anew: what was reached before is no longer among them. */
export function forgetObjects(): void {
  reachedObjects().clear();
}

/** Milliseconds, on an idle machine. An eviction itself takes a few. */
const PATIENCE = 1_500;

const STAYS =
  "The object doesn't leave memory: something of it still runs, a timer or a call that nobody awaits. While it runs the object stays, and is billed; and when the object goes all the same, by a deploy or a crash, it is lost. What has to happen later belongs to an alarm.";

/** Sockets on which `accept()` was called, by whatever object or test; `ctx.acceptWebSocket()` doesn't come by here. */
const accepted = new Set<WebSocket>();
const { accept } = WebSocket.prototype;
WebSocket.prototype.accept = function (this: WebSocket, ...given: Parameters<typeof accept>) {
  accepted.add(this);
  return accept.apply(this, given);
};

/** A socket can only be looked at from the object that it belongs to. */
function isOwnAndOpen(socket: WebSocket): boolean {
  try {
    return socket.readyState !== WebSocket.CLOSED;
  } catch {
    return false;
  }
}

function cannotHibernate(count: number): string {
  const sockets = count === 1 ? "a socket" : `${count} sockets`;
  return `The object can't leave memory: it holds ${sockets} that it took by accept(), and that ctx.getWebSockets() doesn't know. As long as one is open, the object stays, and is billed. ctx.acceptWebSocket(socket) lets it hibernate.`;
}
