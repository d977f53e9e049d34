import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { alarmTime, fireAlarm, fireAlarmWithRetries } from "#testkit/alarms";
import { freezeDate } from "#testkit/time";
import { scripts, triesOf } from "./scripts.ts";

beforeEach(() => {
  freezeDate();
});

/** The same scripts run on real alarms in platform.node.test.ts. */
describe("the driver does what real alarms do when the handler", () => {
  it.each(scripts)("$name", async (script) => {
    const object = env.SCRIPTED.getByName(script.name);
    await object.script(1000, ...script.calls);
    await fireAlarmWithRetries(object);
    expect(await object.seen()).toMatchObject(triesOf(script));
    expect(await alarmTime(object)).toEqual(script.ends.alarmStands ? expect.any(Number) : null);
    expect(await object.writes()).toBe(script.ends.writes);
  });

  it("isn't called, since the constructor of the woken object sets an alarm", async () => {
    const object = env.SCRIPTED.getByName("moves");
    await object.script(2000);
    await object.inConstructor("sets an alarm");
    await fireAlarm(object, { fresh: true });
    expect(await object.seen()).toEqual([]);
    expect(await alarmTime(object)).toEqual(expect.any(Number));
  });

  it("is called, though the constructor would set an alarm where none stands: it sees the one that goes off", async () => {
    const object = env.SCRIPTED.getByName("looks-first");
    await object.script(2000);
    await object.inConstructor("sets an alarm where none stands");
    await fireAlarm(object, { fresh: true });
    expect(await object.seen()).toHaveLength(1);
    expect(await alarmTime(object)).toBeNull();
  });
});
