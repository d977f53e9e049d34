/** Runs before each file of tests inside workerd: notes which objects are asked for, whoever asks. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { type HeldSocket, tellOfFailures, touch } from "./touched.ts";

type Namespace = DurableObjectNamespace & { [patched]?: true };
const patched = Symbol.for("workshop:touched-namespaces");

const namespaces = Object.values(env).filter(
  (binding): binding is Namespace => typeof (binding as Partial<Namespace> | null)?.idFromName === "function",
);

for (const namespace of namespaces) {
  const prototype = Object.getPrototypeOf(namespace) as Namespace;
  if (prototype[patched]) continue;
  Object.defineProperty(prototype, patched, { value: true });
  for (const method of ["getByName", "idFromName"] as const) {
    const own = prototype[method] as (this: Namespace, name: string, ...others: unknown[]) => unknown;
    Object.defineProperty(prototype, method, {
      configurable: true,
      writable: true,
      value(this: Namespace, name: string, ...others: unknown[]) {
        touch(String(name));
        return own.call(this, name, ...others);
      },
    });
  }
}

tellOfFailures(async (name) => {
  const held = await Promise.all(namespaces.map((namespace) => socketsOf(namespace, name).catch(() => [])));
  return held.flat();
});

/** Only a class that can hold sockets is looked into: to look starts an object. */
async function socketsOf(namespace: Namespace, name: string): Promise<HeldSocket[]> {
  const { listDurableObjectIds } = await import("cloudflare:test");
  const id = namespace.idFromName(name);
  const ids = await listDurableObjectIds(namespace);
  if (!ids.some((each) => each.equals(id))) return [];
  return runInDurableObject(namespace.get(id), (instance, state) => {
    if (!("webSocketMessage" in (instance as object))) return [];
    return state.getWebSockets().map((socket) => ({
      name,
      tags: state.getTags(socket),
      attachment: JSON.stringify(socket.deserializeAttachment()) ?? "none",
    }));
  });
}
