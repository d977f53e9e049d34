import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Exercise, Lesson } from "../../src/course/exercise.ts";
import { openState } from "../../src/state.ts";

const repository = join(import.meta.dirname, "..", "..", "..");

/** What the one method of the one object does, by what comes of it. */
export const bodies = {
  passing: `
    const count = (this.ctx.storage.kv.get<number>("count") ?? 0) + by;
    this.ctx.storage.kv.put("count", count);
    return count;`,
  loopingForMany: "while (by > 5) {} return by;",
  failing: "return 0 * by;",
  printing: 'console.log("counting by", by); return 0;',
  broken: "return (",
  looping: 'console.log("before"); while (by > 0) {}',
  /** Begins to loop when it is known which test runs. */
  loopingLater: "await new Promise((done) => setTimeout(done, 500)); while (by > 0) {}",
  hanging: "return new Promise<number>(() => {});",
  flooding: 'while (by > 0) console.log("x".repeat(100));',
  filling: "for (let n = 0; by > 0; n++) this.ctx.storage.kv.put(String(n), new Uint8Array(1_000_000).fill(n));",
  throwing: 'throw new Error("no counting today");',
  /** Leaves what it can behind: in the module, in the isolate, in storage, and what would act later. */
  leaving: `
    const all = globalThis as { calls?: number };
    all.calls = (all.calls ?? 0) + 1;
    console.log("call", all.calls);
    this.ctx.storage.kv.put("count", 9);
    this.ctx.storage.setAlarm(Date.now() + 5);
    setTimeout(() => console.log("late"), 20);
    return (inModule += by);`,
  forgettingForMany: 'if (by > 5) void Promise.reject(new Error("nobody waits")); return by;',
  forgetting: 'void Promise.reject(new Error("nobody waits")); return by;',
} as const;

/** A course of one exercise in a folder of its own, inside the repository so that modules are found. */
export function makeTinyCourse(body: keyof typeof bodies, limit = 20) {
  const parent = join(repository, ".workshop", "tests");
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(join(parent, "course-"));
  const folder = join(root, "exercises", "01-tiny");
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  write("wrangler.jsonc", wrangler);
  write("src/index.ts", index);
  write("src/counter.ts", counter(body));
  write("test/1-counts.test.ts", test(1));
  write("test/2-counts-again.test.ts", test(2));
  const exercise = { number: 1, slug: "tiny", folder, solution: "", focus: "src/counter.ts", limit } as Exercise;
  return {
    root,
    state: openState(root),
    exercise,
    lesson,
    write,
    setBody: (next: keyof typeof bodies) => write("src/counter.ts", counter(next)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const lesson: Lesson = {
  text: "",
  tasks: [
    { number: 1, title: "Counts", text: "" },
    { number: 2, title: "Counts again", text: "" },
  ],
};

const wrangler = `{
  "name": "tiny",
  "main": "src/index.ts",
  "compatibility_date": "2026-10-01",
  "durable_objects": { "bindings": [{ "name": "COUNTER", "class_name": "Counter" }] },
  "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Counter"] }],
}
`;

const index = `export { Counter } from "./counter.ts";
export default { fetch: () => new Response("tiny") };
`;

function counter(body: keyof typeof bodies): string {
  return `import { DurableObject } from "cloudflare:workers";

let inModule = 0;
export class Counter extends DurableObject {
  async increment(by = 1) {
    ${bodies[body]}
  }
  async alarm() {
    console.log("alarm", inModule);
  }
}
`;
}

/** Both files use one name on purpose: what one stores, the other must not find. */
function test(task: number): string {
  return `import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

describe("${task}. A counter", () => {
  it("answers the new count", async () => {
    expect(await env.COUNTER.getByName("a").increment(), "the first count").toBe(1);
  });
});
`;
}
