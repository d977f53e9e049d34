import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestHarness } from "wrangler";
import { scripts, triesOf } from "./scripts.ts";

const workerd = createTestHarness({ root: import.meta.dirname, workers: [{ configPath: "wrangler.jsonc" }] });
let env: Env;

/** Its second retry comes after about seven seconds; by then whatever else would be retried has been. */
const lastToEnd = "writes and throws, twice";

/** What constructors do, by the name of the object. */
const wishes = { moves: "sets an alarm", "looks-first": "sets an alarm where none stands" };

/** Real alarms of plain workerd: what platform.test.ts expects of the driver. */
describe("on workerd, when the handler", () => {
  beforeAll(async () => {
    await workerd.listen();
    const worker = workerd.getWorker<Env>();
    env = await worker.getEnv();
    for (const [name, wish] of Object.entries(wishes)) {
      await workerd.fetch(`http://workerd/${name}?wish=${wish}`);
      await worker.evictDurableObject("SCRIPTED", { name });
    }
    for (const { name, calls } of scripts) await env.SCRIPTED.getByName(name).script(0, ...calls);
    await vi.waitFor(async () => expect(await env.SCRIPTED.getByName(lastToEnd).seen()).toHaveLength(3), {
      timeout: 25_000,
      interval: 250,
    });
  }, 30_000);
  afterAll(() => workerd.close());

  it.each(scripts)("$name", async (script) => {
    const object = env.SCRIPTED.getByName(script.name);
    expect(await object.seen()).toMatchObject(triesOf(script));
    expect(await object.alarmTime()).toEqual(script.ends.alarmStands ? expect.any(Number) : null);
    expect(await object.writes()).toBe(script.ends.writes);
  });

  it("isn't called, since the constructor of the woken object sets an alarm", async () => {
    const object = env.SCRIPTED.getByName("moves");
    expect(await object.seen()).toEqual([]);
    expect(await object.alarmTime()).toEqual(expect.any(Number));
  });

  it("is called, though the constructor would set an alarm where none stands: it sees the one that goes off", async () => {
    const object = env.SCRIPTED.getByName("looks-first");
    expect(await object.seen()).toHaveLength(1);
    expect(await object.alarmTime()).toBeNull();
  });

  it("is still at work when the next alarm is due, that one waits", async () => {
    const busy = env.BUSY.getByName("busy");
    await busy.begin();
    await vi.waitFor(async () => expect(await busy.calls()).toHaveLength(4), { timeout: 10_000, interval: 100 });
    expect(await busy.calls()).toEqual(["begins", "ends", "begins", "ends"]);
  });

  it("has no alarm() at all, setAlarm() refuses", async () => {
    expect(await env.DEAF.getByName("deaf").set()).toContain("must have an alarm() handler");
  });
});
