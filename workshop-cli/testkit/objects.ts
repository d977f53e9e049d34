import { evictDurableObject, runInDurableObject } from "cloudflare:test";

/**
 * Takes an object out of memory, as the platform does with one that nobody calls: fields are lost, storage stays, sockets
 * hibernate. Waits for calls that are under way. Throws at once where the object holds sockets that can't hibernate,
 * which would keep it in memory.
 */
export async function evict(stub: DurableObjectStub): Promise<void> {
  const pinned = await runInDurableObject(stub, () => [...accepted].filter(isOwnAndOpen).length);
  if (pinned > 0) throw new Error(cannotHibernate(pinned));
  await evictDurableObject(stub);
}

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
