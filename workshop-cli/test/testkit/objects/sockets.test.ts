import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { open, type Patience } from "#testkit/sockets";

/** Both ends of a socket: the client's as the testkit opens it, and the server's. */
async function bothEnds(patience: Patience = {}) {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  const answer = new Response(null, { status: 101, webSocket: client });
  return { server, client: await open(Promise.resolve(answer), patience) };
}

describe("open()", () => {
  it("collects what comes, and passes over what isn't waited for", async () => {
    const { server, client } = await bothEnds();
    for (const type of ["hello", "news", "bye"]) server.send(JSON.stringify({ type, of: "somebody" }));
    expect(await client.next("news")).toEqual({ type: "news", of: "somebody" });
    expect((await client.next("bye")).type).toBe("bye");
    expect(client.types()).toEqual(["hello", "news", "bye"]);
    expect(client.messages().map(({ of }) => of)).toEqual(["somebody", "somebody", "somebody"]);
  });

  it("reads each message once", async () => {
    const { server, client } = await bothEnds();
    for (const text of ["one", "two"]) server.send(JSON.stringify({ type: "said", text }));
    expect([(await client.next("said")).text, (await client.next("said")).text]).toEqual(["one", "two"]);
  });

  it("waits for what comes first of several types", async () => {
    const { server, client } = await bothEnds();
    for (const type of ["hello", "news", "bye"]) server.send(JSON.stringify({ type }));
    const came = [await client.next("bye", "news"), await client.next("bye", "news")];
    expect(came.map(({ type }) => type)).toEqual(["news", "bye"]);
  });

  it("knows the newest of a type, read or not", async () => {
    const { server, client } = await bothEnds();
    for (const text of ["one", "two"]) server.send(JSON.stringify({ type: "said", text }));
    await client.next("said");
    await client.next("said");
    expect(client.last("said")?.text).toBe("two");
    expect(client.last("news")).toBeNull();
  });

  it("takes a text that isn't JSON for its own type", async () => {
    const { server, client } = await bothEnds();
    server.send("pong");
    expect(await client.next("pong")).toEqual({ type: "pong" });
  });

  it("sends texts as they are, and the rest as JSON", async () => {
    const { server, client } = await bothEnds();
    server.addEventListener("message", ({ data }) => server.send(JSON.stringify({ type: "echo", data })));
    client.send("ping");
    expect((await client.next("echo")).data).toBe("ping");
    client.send({ type: "say" });
    expect((await client.next("echo")).data).toBe('{"type":"say"}');
  });

  it("sends bytes as bytes", async () => {
    const { server, client } = await bothEnds();
    server.addEventListener("message", ({ data }) => server.send(JSON.stringify({ type: "echo", of: typeof data })));
    client.send(new Uint8Array([1, 2]));
    expect((await client.next("echo")).of).toBe("object");
  });

  it("says what has come when the message doesn't", async () => {
    const { server, client } = await bothEnds({ deadline: 50 });
    await expect(client.next("said")).rejects.toThrow('No message of type "said" came. Nothing has come at all.');
    server.send(JSON.stringify({ type: "refused" }));
    await client.next("refused");
    await expect(client.next("said")).rejects.toThrow('No message of type "said" came. What has come: refused.');
    await expect(client.next("said", "left")).rejects.toThrow('No message of type "said" or "left" came.');
  });

  it("knows the code with which the other end closed", async () => {
    const { server, client } = await bothEnds();
    server.close(4002, "Enough");
    expect(await client.closed()).toBe(4002);
    await expect(open(Promise.resolve(new Response("No", { status: 403 })))).rejects.toThrow("Got status 403");
  });

  it("says so when a close isn't answered", async () => {
    const { client } = await bothEnds({ deadline: 50 });
    await expect(client.closed()).rejects.toThrow("hasn't answered the close");
  });

  it("waits for a hundred calls instead of a time, where it is given a call", async () => {
    const host = env.HOST.getByName("a hundred calls");
    const { server, client } = await bothEnds({ call: () => host.call(), deadline: 0 });
    await expect(client.next("said")).rejects.toThrow('No message of type "said" came.');
    expect(await host.call()).toBe(101);
    const said = client.next("said");
    server.send(JSON.stringify({ type: "said", text: "at last" }));
    expect((await said).text).toBe("at last");
  });
});
