import { abortAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { everyObject, evict, evictEveryObject, forgetObjects } from "#testkit/objects";
import type { Host } from "./worker.ts";

describe("evict()", () => {
  it("makes an object forget its fields", async () => {
    const host = env.HOST.getByName("forgets");
    await host.call();
    await evict(host);
    expect(await host.call()).toBe(1);
  });

  it("evicts an object that isn't running", async () => {
    await expect(evict(env.HOST.getByName("never called"))).resolves.toBeUndefined();
  });

  it("keeps sockets that hibernate", async () => {
    const host = env.HOST.getByName("hibernates");
    const socket = await connect(host, "/");
    await evict(host);
    expect(await ask(socket, "still there")).toBe("hibernating still there");
  });

  it("refuses at once where a socket can't hibernate, and says why", async () => {
    const host = env.HOST.getByName("pinned");
    const sockets = [await connect(host, "/standard"), await connect(host, "/standard"), await connect(host, "/")];
    const started = Date.now();
    await expect(evict(host)).rejects.toThrow(/holds 2 sockets that it took by accept\(\)/);
    expect(Date.now() - started).toBeLessThan(1000);
    expect(await ask(sockets[0] as WebSocket, "I stay")).toBe("standard I stay");
  });

  it("doesn't wait for a timer that keeps the object in memory, and says what to do instead", async () => {
    const host = env.HOST.getByName("timer");
    await host.startTimer();
    await expect(evict(host)).rejects.toThrow(/something of it still runs.*belongs to an alarm/);
  });

  it("doesn't mind sockets of other objects, nor those that are closed", async () => {
    const host = env.HOST.getByName("closed");
    const socket = await connect(host, "/standard");
    await connect(env.HOST.getByName("another"), "/standard");
    const closed = new Promise((resolve) => socket.addEventListener("close", resolve, { once: true }));
    socket.close(1000);
    await closed;
    await evict(host);
    expect(await host.call()).toBe(1);
  });
});

describe("everyObject()", () => {
  const { HOST } = env;
  const everyHost = () => everyObject() as DurableObjectStub<Host>[];

  it("leads to each object that was reached, however it was, once", async () => {
    forgetObjects();
    const unique = HOST.newUniqueId();
    await HOST.getByName("by name").call();
    await HOST.getByName("by name").call();
    await HOST.get(HOST.idFromName("by id of a name")).call();
    await HOST.get(unique).call();
    expect(await Promise.all(everyHost().map((host) => host.call()))).toEqual([3, 2, 2]);
  });

  it("lets objects know their names, also when they start again", async () => {
    forgetObjects();
    await HOST.get(HOST.idFromName("has a name")).call();
    await HOST.get(HOST.newUniqueId()).call();
    await abortAllDurableObjects();
    expect(await Promise.all(everyHost().map((host) => host.ownName()))).toEqual(["has a name", undefined]);
  });

  it("leads to no object that was reached before forgetObjects()", async () => {
    await HOST.getByName("forgotten").call();
    forgetObjects();
    expect(everyObject()).toEqual([]);
  });
});

describe("evictEveryObject()", () => {
  it("makes all objects forget their fields", async () => {
    forgetObjects();
    const hosts = ["one", "other"].map((name) => env.HOST.getByName(name));
    for (const host of hosts) await host.call();
    await evictEveryObject();
    expect(await Promise.all(hosts.map((host) => host.call()))).toEqual([1, 1]);
  });

  it("refuses where one of them can't leave memory", async () => {
    forgetObjects();
    await env.HOST.getByName("free").call();
    await connect(env.HOST.getByName("stays"), "/standard");
    await expect(evictEveryObject()).rejects.toThrow(/holds a socket that it took by accept\(\)/);
  });
});

async function connect(host: DurableObjectStub, path: string): Promise<WebSocket> {
  const { webSocket } = await host.fetch(`http://host${path}`, { headers: { Upgrade: "websocket" } });
  webSocket?.accept();
  return webSocket as WebSocket;
}

function ask(socket: WebSocket, message: string): Promise<unknown> {
  const answer = new Promise((resolve) =>
    socket.addEventListener("message", ({ data }) => resolve(data), { once: true }),
  );
  socket.send(message);
  return answer;
}
