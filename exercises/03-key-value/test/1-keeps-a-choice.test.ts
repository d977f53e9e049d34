import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { alarmOf, passTime } from "#testkit/alarms";
import { evict } from "#testkit/objects";
import { DAY, freezeDate, moveDate } from "#testkit/time";
import type { Value } from "../src/preference.ts";
import { ask, statusOf, userWith } from "./users.ts";

const font = { family: "Mono", size: 14 };

describe("1. A choice is kept until the next", () => {
  it("is answered as it was saved, of whatever kind", async () => {
    const user = env.PREFERENCES.getByName("kinds");
    const choices: Record<string, Value> = {
      "editor/theme": "dark",
      "editor/tab": 4,
      "editor/wrap": true,
      "editor/font": font,
    };
    for (const [key, value] of Object.entries(choices)) await user.save(key, value);
    for (const [key, value] of Object.entries(choices))
      expect(await user.read(key, "fallback"), `${key}, which was saved`).toEqual(value);
  });

  it("is a choice as well where it is false, 0, an empty text or null", async () => {
    const user = env.PREFERENCES.getByName("falsy");
    for (const value of [false, 0, "", null]) {
      await user.save("editor/ruler", value);
      expect(await user.read("editor/ruler", 80), `editor/ruler, saved as ${JSON.stringify(value)}`).toBe(value);
    }
  });

  it("is still there when the object starts again", async () => {
    const user = await userWith("starts again", { "editor/theme": "dark" });
    await evict(user);
    expect(await user.read("editor/theme", "light"), "editor/theme in a new instance").toBe("dark");
  });

  it("changes in the parts that are given, and lasts", async () => {
    const user = await userWith("parts", { "editor/font": font });
    expect(await user.adjust("editor/font", { size: 16 }), "the whole font with its new size").toEqual({
      ...font,
      size: 16,
    });
    expect(await user.read("editor/font", null), "editor/font, read afterwards").toEqual({ ...font, size: 16 });
  });

  it("begins with the parts that are given where there was none", async () => {
    const user = env.PREFERENCES.getByName("first parts");
    await user.adjust("editor/font", { size: 16 });
    expect(await user.read("editor/font", null), "editor/font, read afterwards").toEqual({ size: 16 });
  });

  it("takes the parts alone in place of what has none", async () => {
    const user = env.PREFERENCES.getByName("no parts");
    for (const value of ["Mono", 14, true, null]) {
      await user.save("editor/font", value);
      const saved = `editor/font, saved as ${JSON.stringify(value)} and adjusted`;
      expect(await user.adjust("editor/font", { size: 16 }), saved).toEqual({ size: 16 });
      expect(await user.read("editor/font", null), `${saved}, read afterwards`).toEqual({ size: 16 });
    }
  });

  it("is forgotten once, and the fallback counts again", async () => {
    const user = await userWith("forgets", { "editor/theme": "dark" });
    expect(await user.forget("editor/theme"), "there was a theme to forget").toBe(true);
    expect(await user.forget("editor/theme"), "there is none to forget any more").toBe(false);
    expect(await user.read("editor/theme", "light"), "editor/theme afterwards").toBe("light");
    expect(await user.read("editor/theme", "dim"), "editor/theme, read with another fallback").toBe("dim");
  });

  it("can be forgotten where it is false, 0, an empty text or null", async () => {
    const user = env.PREFERENCES.getByName("forgets falsy");
    for (const value of [false, 0, "", null]) {
      await user.save("editor/ruler", value);
      const saved = `editor/ruler, saved as ${JSON.stringify(value)},`;
      expect(await user.forget("editor/ruler"), `${saved} was there to forget`).toBe(true);
      expect(await user.read("editor/ruler", 80), `${saved} and forgotten`).toBe(80);
    }
  });

  it("has a key of its own, which goes when it is forgotten", async () => {
    const user = await userWith("own key", { "editor/tab": 4, "editor/tab-size": 2 });
    const keys = () => runInDurableObject(user, async (_, { storage }) => (await storage.list()).size);
    const before = await keys();
    await user.forget("editor/tab");
    expect(before - (await keys()), "keys that went from storage with one of two preferences").toBe(1);
  });

  it("is kept, read and forgotten over HTTP", async () => {
    expect(await statusOf("PUT", "http-1/preferences/editor/font", '{"size":16}'), "status of a PUT").toBe(204);
    expect(await (await ask("GET", "http-1/preferences/editor/font")).json(), "the font").toEqual({ size: 16 });
    expect(await statusOf("DELETE", "http-1/preferences/editor/font"), "status of a DELETE").toBe(204);
    expect(await statusOf("DELETE", "http-1/preferences/editor/font"), "status of a second DELETE").toBe(404);
  });
});

describe("given: what was never chosen", () => {
  it("is the fallback", async () => {
    const user = env.PREFERENCES.getByName("nothing chosen");
    expect(await user.read("editor/theme", "light")).toBe("light");
    expect(await user.forget("editor/theme")).toBe(false);
  });
});

describe("given: the log of changes", () => {
  it("remembers what was changed for 30 days", async () => {
    const now = freezeDate();
    const user = env.PREFERENCES.getByName("log");
    await user.save("editor/theme", "dark");
    moveDate(10 * DAY);
    await user.forget("editor/theme");
    expect(await user.changes()).toEqual([
      { key: "editor/theme", at: now },
      { key: "editor/theme", at: now + 10 * DAY },
    ]);
    await passTime(user, 20 * DAY);
    expect(await user.changes()).toEqual([{ key: "editor/theme", at: now + 10 * DAY }]);
    await passTime(user, 10 * DAY);
    expect(await user.changes()).toEqual([]);
    expect(await alarmOf(user), "alarm, when there is nothing left").toBeNull();
  });
});

describe("given: the Worker", () => {
  it("refuses what is no user, no preference and no value", async () => {
    expect(await statusOf("GET", "Ada!/preferences/editor/font")).toBe(404);
    expect(await statusOf("GET", "ada/preferences/font")).toBe(404);
    expect(await statusOf("GET", "ada/preferences/editor/font/size")).toBe(404);
    expect(await statusOf("GET", "ada/sections/editor/font")).toBe(404);
    expect(await statusOf("PUT", "ada/preferences/editor/font", "Mono")).toBe(400);
    expect(await statusOf("PUT", "ada/preferences/editor/font", "[1, 2]")).toBe(400);
    expect(await statusOf("POST", "ada/preferences", '{"font":"Mono"}')).toBe(400);
    expect(await statusOf("POST", "ada")).toBe(404);
  });
});
