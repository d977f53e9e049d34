/** Runs before each file of tests inside workerd: notes which objects are asked for, whoever asks. */
import { runInDurableObject } from "cloudflare:test";
import { boundNamespaces, onReached } from "./reached.ts";
import { type HeldSocket, tellOfFailures, touch } from "./touched.ts";

onReached("touched", ({ name }) => {
  if (name !== null) touch(name);
});

tellOfFailures(async (name) => {
  const held = await Promise.all(boundNamespaces().map((namespace) => socketsOf(namespace, name).catch(() => [])));
  return held.flat();
});

/** Only a class that can hold sockets is looked into: to look starts an object. */
async function socketsOf(namespace: DurableObjectNamespace, name: string): Promise<HeldSocket[]> {
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
