import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { copyOf } from "../../src/grading/assemble.ts";
import { openGrader } from "../../src/grading/grader.ts";
import { makeTinyCourse } from "./tiny-course.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

describe("the X-ray of a failing test", { timeout: 60_000 }, () => {
  it("shows what the objects held, inside the plugin and on plain workerd, and starts none of them", async () => {
    const course = makeTinyCourse("passing");
    const grader = openGrader(course.state);
    undo.push(course.remove, grader.close);
    rmSync(join(course.exercise.folder, "test/2-counts-again.test.ts"));
    course.write("src/counter.ts", hoarder);
    course.write("test/1-counts.test.ts", insideThePlugin);
    course.write("test/2-counts.node.test.ts", onPlainWorkerd);
    const { exercise, lesson } = course;
    const verdict = await grader.grade(copyOf(exercise, exercise.folder), { lesson, official: () => true });

    expect(verdict.tests.map(({ message }) => message)).toEqual(
      Array(2).fill(expect.stringContaining("what increment() answers")),
    );
    const held = {
      className: "Counter",
      name: "a",
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      tables: [{ name: "pages", columns: ["path", "views"], rows: expect.any(Array), rowCount: 12 }],
      keys: [
        { key: "many", value: "Map(1) { 'a' => 1 }" },
        { key: "started", value: "1" },
      ],
      keyCount: 2,
      alarm: "2040-01-01T00:00:00.000Z",
    };
    const [inPlugin, onPlain] = verdict.xray.toSorted((a, b) => Number(a.task) - Number(b.task));
    expect(inPlugin).toMatchObject({
      task: 1,
      test: "counts",
      objects: [{ ...held, sockets: [{ tags: ["hall"], attachment: '{"name":"ada"}' }] }],
    });
    expect(inPlugin?.objects[0]?.tables[0]?.rows).toHaveLength(10);
    expect(inPlugin?.objects[0]?.tables[0]?.rows[0]).toEqual(["/1", "9007199254740993"]);
    expect(onPlain).toMatchObject({ task: 2, test: "counts there, too", objects: [{ ...held, sockets: [] }] });
  });
});

/** Keeps something of everything, and counts how often it was started. */
const hoarder = `import { DurableObject } from "cloudflare:workers";

export class Counter extends DurableObject {
  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env as never);
    ctx.storage.kv.put("started", (ctx.storage.kv.get<number>("started") ?? 0) + 1);
  }
  async increment() {
    const { kv, sql } = this.ctx.storage;
    kv.put("many", new Map([["a", 1]]));
    sql.exec("CREATE TABLE pages (path TEXT, views INTEGER)");
    for (let page = 1; page <= 12; page++) sql.exec("INSERT INTO pages VALUES (?, 9007199254740993)", "/" + page);
    await this.ctx.storage.setAlarm(Date.UTC(2040, 0));
    return 0;
  }
  fetch() {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, ["hall"]);
    server.serializeAttachment({ name: "ada" });
    return new Response(null, { status: 101, webSocket: client });
  }
  webSocketMessage() {}
  alarm() {}
}
`;

const insideThePlugin = `import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";

it("counts", async () => {
  const counter = env.COUNTER.getByName("a");
  const answer = await counter.increment();
  const { webSocket } = await counter.fetch("https://tiny/", { headers: { Upgrade: "websocket" } });
  webSocket.accept();
  await evictDurableObject(counter);
  expect(answer, "what increment() answers").toBe(1);
});
`;

const onPlainWorkerd = `import { beforeAll, expect, it } from "vitest";
import { startWorker } from "#testkit/plain-workerd";

let worker;
beforeAll(async () => {
  worker = await startWorker();
  return worker.dispose;
});

it("counts there, too", async () => {
  const answer = await worker.env.COUNTER.getByName("a").increment();
  await worker.evict("COUNTER", "a");
  expect(answer, "what increment() answers").toBe(1);
});
`;
