import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { keysRead, withinLimits } from "#testkit/key-value";
import type { Value } from "../src/preference.ts";
import { ask, options, statusOf, type User, userWith } from "./users.ts";

describe("2. A thousand preferences go in and out in batches", () => {
  it("keeps every one of a thousand that are imported", async () => {
    const user = env.PREFERENCES.getByName("a thousand");
    const thousand = options("git", 1_000);
    await withinLimits(user, (instance) => instance.importAll(thousand));
    const found = await stored(user, Object.keys(thousand));
    expect(Object.keys(found).length, "preferences that are there, of a thousand that were imported").toBe(1_000);
    expect(found, "the thousand preferences after their import").toEqual(thousand);
  });

  it("keeps every one of a batch that is full to the brim", async () => {
    const user = env.PREFERENCES.getByName("full to the brim");
    const twoBatches = options("git", 256);
    await withinLimits(user, (instance) => instance.importAll(twoBatches));
    const found = Object.keys(await stored(user, Object.keys(twoBatches))).length;
    expect(found, "preferences that are there, of 256 that were imported").toBe(256);
  });

  it("replaces what was there, and leaves the rest", async () => {
    const user = env.PREFERENCES.getByName("replaces");
    await user.importAll({ "editor/theme": "dark", "editor/tab": 4, "editor/font": { family: "Mono", size: 14 } });
    await user.importAll({ "editor/theme": "light", "git/autofetch": true, "editor/font": { size: 16 } });
    expect(
      await stored(user, ["editor/theme", "editor/tab", "editor/font", "git/autofetch"]),
      "what is there after two imports",
    ).toEqual({
      "editor/theme": "light",
      "editor/tab": 4,
      "editor/font": { size: 16 },
      "git/autofetch": true,
    });
  });

  it("replaces what somebody has just read", async () => {
    const user = await userWith("just read", { "editor/theme": "dark" });
    await user.read("editor/theme", "light");
    await user.read("editor/tab", 2);
    await user.importAll({ "editor/theme": "light", "editor/tab": 4 });
    expect(await user.read("editor/theme", "light"), "editor/theme, read before and after the import").toBe("light");
    expect(await user.read("editor/tab", 4), "editor/tab, read before and after the import").toBe(4);
  });

  it("reads what it was asked for, and nothing else", async () => {
    const user = env.PREFERENCES.getByName("nothing else");
    await user.importAll(options("git", 500));
    const keys = ["git/option-0001", "git/option-0250", "git/option-0499"];
    let found: Map<string, Value> | undefined;
    const read = await keysRead(user, async (instance) => {
      found = await instance.readAll(keys);
    });
    expect([...(found ?? new Map()).keys()].sort(), "keys that readAll() answers").toEqual(keys);
    expect(read, "keys read for three of five hundred").toBeLessThanOrEqual(6);
  });

  it("answers three hundred keys at once", async () => {
    const user = env.PREFERENCES.getByName("three hundred");
    const all = options("git", 300);
    await user.importAll(all);
    const found = await withinLimits(user, (instance) => instance.readAll(Object.keys(all)));
    expect(found.size, "preferences that readAll() answers, asked for 300 that are there").toBe(300);
    expect(Object.fromEntries(found), "the three hundred preferences").toEqual(all);
  });

  it("answers what was chosen, be it false or null, and nothing for the rest", async () => {
    const user = env.PREFERENCES.getByName("chosen");
    await user.importAll({ "editor/wrap": false, "editor/ruler": null, "editor/tab": 0, "git/autofetch": true });
    const found = await user.readAll(["editor/wrap", "editor/ruler", "editor/tab", "editor/theme"]);
    expect(Object.fromEntries(found), "three that were chosen, of four that were asked for").toEqual({
      "editor/wrap": false,
      "editor/ruler": null,
      "editor/tab": 0,
    });
  });

  it("are taken over and asked for over HTTP", async () => {
    const exported = { "editor/theme": "dark", "editor/wrap": false };
    expect(await statusOf("POST", "http-2/preferences", JSON.stringify(exported)), "status of the import").toBe(204);
    const found = await (await ask("GET", "http-2/preferences?key=editor/theme&key=editor/wrap&key=no%20key")).json();
    expect(found, "two preferences that were imported").toEqual(exported);
  });
});

/** What the user has under these keys, asked for a few at a time. */
async function stored(user: User, keys: string[]): Promise<Record<string, Value>> {
  const found: [string, Value][] = [];
  for (let at = 0; at < keys.length; at += 100) found.push(...(await user.readAll(keys.slice(at, at + 100))));
  return Object.fromEntries(found);
}
