import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import { connect } from "#testkit/sockets";
import { folderWith } from "../throwaway.ts";

const FIXTURE = join(import.meta.dirname, "../fixtures/plain");

type Stub = Record<"call" | "increment" | "forever", () => Promise<number>> & {
  hasSql(): Promise<boolean>;
  fail(): Promise<void>;
};
const objects = ({ env }: PlainWorker, binding = "COUNTER") =>
  (env as Record<string, { getByName(name: string): Stub }>)[binding] as { getByName(name: string): Stub };

describe("startWorker()", { timeout: 20_000 }, () => {
  it("answers requests and calls of objects, with vars and with storage as the migrations say", async () => {
    await using worker = await startWorker({ folder: FIXTURE });
    const response = await worker.fetch("/a/path", { method: "POST" });
    expect(await response.json()).toEqual({ path: "/a/path", method: "POST", greeting: "hello" });
    expect(worker.env).toMatchObject({ GREETING: "hello", LIMITS: { seats: 40 } });
    expect(await objects(worker).getByName("sqlite").hasSql()).toBe(true);
    expect(await objects(worker, "OLD").getByName("key-value").hasSql()).toBe(false);
  });

  it("keeps gates as the platform has them", async () => {
    await using worker = await startWorker({ folder: FIXTURE });
    const counter = objects(worker).getByName("raced");
    const counts = await Promise.all(Array.from({ length: 100 }, () => counter.increment()));
    expect(new Set(counts).size).toBe(100);
  });

  it("passes on what an object throws", async () => {
    await using worker = await startWorker({ folder: FIXTURE });
    const error: unknown = await objects(worker)
      .getByName("fails")
      .fail()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toMatchObject({ message: "refused", remote: true });
  });

  it("evicts an object and keeps its storage and its sockets", async () => {
    await using worker = await startWorker({ folder: FIXTURE });
    const counter = objects(worker).getByName("socket");
    await counter.increment();
    const socket = await connect(worker.url);
    socket.send("one");
    await socket.next("one in call 1");
    await worker.evict("COUNTER" as never, "socket");
    socket.send("two");
    await socket.next("two in call 1");
    expect(await counter.increment()).toBe(2);
    socket.close();
  });

  it("crashes, and goes on with what was stored", async () => {
    await using worker = await startWorker({ folder: FIXTURE });
    const counter = objects(worker).getByName("crashes");
    await Promise.all([counter.increment(), counter.increment(), counter.call()]);
    const cutOff = counter.forever().then(
      () => "answered",
      () => "cut off",
    );
    await counter.call();
    await worker.crash();
    expect(await cutOff).toBe("cut off");
    expect([await counter.increment(), await counter.call()]).toEqual([3, 1]);
    expect((await worker.fetch("/again")).status).toBe(200);
  });

  it("starts each Worker with empty storage", async () => {
    for (const _ of [1, 2]) {
      await using worker = await startWorker({ folder: FIXTURE });
      expect(await objects(worker).getByName("again").increment()).toBe(1);
    }
  });
});

describe("startWorker() says what is wrong when", { timeout: 20_000 }, () => {
  it.each([
    [
      "wrangler.jsonc isn't JSON",
      "wrangler.jsonc",
      '{\n  "name" "x"\n}',
      /wrangler\.jsonc can't be read: colon expected in line 2, column 10\./,
    ],
    ["there is no main", "wrangler.jsonc", '{ "name": "x" }', /wrangler\.jsonc has no "main"/],
    [
      "main is missing",
      "wrangler.jsonc",
      '{ "main": "src/x.ts", "compatibility_date": "2026-10-01" }',
      /"main" in wrangler\.jsonc is src\/x\.ts, and there is no such file/,
    ],
    [
      "a class isn't exported",
      "src/index.ts",
      "export class Old {}\nexport default {};",
      /binds COUNTER to the class "Counter", but src\/index\.ts doesn't export it/,
    ],
    [
      "a class is exported that isn't there",
      "src/index.ts",
      "const none = undefined;\nexport { none as Counter, none as Old };\nexport default {};",
      /src\/index\.ts exports something that isn't there/,
    ],
    [
      "the code has a syntax error",
      "src/counter.ts",
      "export class Counter {\n  call() { return 1 +; }\n}",
      /can't be bundled: src\/counter\.ts:2:22: Unexpected ";"/,
    ],
    [
      "an import is missing",
      "src/index.ts",
      'export * from "./nowhere.ts";',
      /can't be bundled: src\/index\.ts:1:15: Could not resolve "\.\/nowhere\.ts"/,
    ],
    [
      "the code throws at start",
      "src/index.ts",
      'export class Counter {}\nexport class Old {}\nthrow new Error("too early");',
      /doesn't start: Uncaught Error: too early\n {2}at src\/index\.ts:3:7/,
    ],
  ])("%s", async (_, file, text, message) => {
    const folder = folderWith();
    cpSync(FIXTURE, folder, { recursive: true });
    writeFileSync(join(folder, file), text);
    await expect(startWorker({ folder })).rejects.toThrow(message);
  });
});

describe("connect()", () => {
  it("says so when nobody takes the socket", async () => {
    await expect(connect(new URL("http://127.0.0.1:1/room"))).rejects.toThrow("can be opened to /room.");
  });
});
