import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { alarmOf } from "#testkit/alarms";
import { evict } from "#testkit/objects";
import { freezeDate } from "#testkit/time";
import { options, statusOf, type User, userWith } from "./users.ts";

describe("4. A wipe leaves nothing, in an object that goes on", () => {
  it("leaves no key, whoever has written it", async () => {
    const user = await userWith("no key", options("git", 300));
    await user.keepPicture(new Uint8Array(100));
    await runInDurableObject(user, (_, { storage }) => storage.kv.put("written by an older release", "dark"));
    await user.wipe();
    expect(await keys(user), "keys in storage after the wipe").toEqual([]);
  });

  it("leaves no row, whoever has written it", async () => {
    const user = await userWith("no row", options("git", 3));
    await runInDurableObject(user, (_, { storage }) => {
      storage.sql.exec("CREATE TABLE recent_files (path TEXT); INSERT INTO recent_files VALUES ('letter to Bob')");
    });
    await user.wipe();
    expect(await rows(user), "rows in tables after the wipe, that of an older release among them").toBe(0);
  });

  it("leaves no alarm", async () => {
    freezeDate();
    const user = await userWith("no alarm", options("git", 3));
    await user.wipe();
    expect(await alarmOf(user), "the alarm after the wipe").toBeNull();
  });

  it("takes a new preference at once", async () => {
    const user = await userWith("at once", options("git", 3));
    await user.wipe();
    await user.save("editor/theme", "dark");
    expect(await user.read("editor/theme", "light"), "a preference that was saved after the wipe").toBe("dark");
    const changed = (await user.changes()).map(({ key }) => key);
    expect(changed, "keys in the log of changes, which has begun anew").toEqual(["editor/theme"]);
    expect(await alarmOf(user), "the alarm that the first change has set").not.toBeNull();
  });

  it("is a wipe for the object that is running, too", async () => {
    const user = await userWith("running", { "editor/theme": "dark" });
    expect(await user.read("editor/theme", "light"), "the theme before the wipe").toBe("dark");
    await user.wipe();
    expect(await user.read("editor/theme", "light"), "the theme after the wipe, asked for at once").toBe("light");
  });

  it("is a wipe as well when the object starts again", async () => {
    const user = await userWith("again", options("git", 3));
    await user.wipe();
    await evict(user);
    expect(await user.changes(), "changes known to a new instance").toEqual([]);
    expect(await user.read("git/option-0001", null), "a preference of before the wipe").toBeNull();
  });

  it("leaves other users alone", async () => {
    const other = await userWith("another", { "editor/theme": "dark" });
    const user = await userWith("this one", { "editor/theme": "dark" });
    await user.wipe();
    expect(await user.changes(), "changes of the one who was wiped").toEqual([]);
    expect(await other.read("editor/theme", "light"), "the theme of somebody else").toBe("dark");
  });

  it("is done over HTTP", async () => {
    const user = await userWith("http-4", { "editor/theme": "dark" });
    expect(await statusOf("DELETE", "http-4"), "status of the wipe").toBe(204);
    expect(await user.changes(), "changes that are remembered after the wipe").toEqual([]);
  });
});

async function keys(user: User): Promise<string[]> {
  return runInDurableObject(user, async (_, { storage }) => [...(await storage.list()).keys()]);
}

/** Rows in all tables but SQLite's and the platform's own. */
async function rows(user: User): Promise<number> {
  return runInDurableObject(user, (_, { storage: { sql } }) => {
    const tables = sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
    return tables
      .filter(({ name }) => !/^(_cf_|sqlite_)/i.test(name))
      .reduce((sum, { name }) => sum + sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM "${name}"`).one().n, 0);
  });
}
