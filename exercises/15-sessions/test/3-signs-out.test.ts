import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { DAY, moveDate } from "#testkit/time";
import { answerOf, devices, LIFETIME, sessionsOf } from "./users.ts";

describe("3. A user signs out one device, or all", () => {
  it("ends one session, and no other", async () => {
    const sessions = sessionsOf("one of three");
    for (const device of ["phone", "laptop", "tablet"]) await sessions.create(device);
    const [, laptop] = await sessions.list();
    expect(await sessions.revoke(laptop?.id ?? 0), "revoke() of a session that lasts").toBe(true);
    expect(await devices(sessions), "devices after the laptop was signed out").toEqual(["phone", "tablet"]);
    await evict(sessions);
    expect(await devices(sessions), "the same, asked of a new instance").toEqual(["phone", "tablet"]);
  });

  it("lets a revoked token in no more", async () => {
    const sessions = sessionsOf("revoked");
    const token = await sessions.create("phone");
    const [phone] = await sessions.list();
    await sessions.revoke(phone?.id ?? 0);
    const answer = await answerOf(sessions.use(token));
    expect(answer, "use() of the token of a session that was revoked").toBeNull();
  });

  it("says so when there is nothing to end", async () => {
    const sessions = sessionsOf("nothing to end");
    await sessions.create("phone");
    const [phone] = await sessions.list();
    expect(await sessions.revoke((phone?.id ?? 0) + 100), "revoke() of an id that isn't there").toBe(false);
    expect(await devices(sessions), "devices, none of which was meant").toEqual(["phone"]);
    moveDate(LIFETIME);
    expect(await sessions.revoke(phone?.id ?? 0), "revoke() of a session that is over by itself").toBe(false);
  });

  it("counts none that was over before", async () => {
    const sessions = sessionsOf("over before");
    await sessions.create("phone");
    moveDate(LIFETIME);
    await sessions.create("laptop");
    expect(await sessions.revokeAll(), "sessions that were ended, of one that lived and one whose end was now").toBe(1);
  });

  it("ends all sessions, or all but one", async () => {
    const sessions = sessionsOf("all");
    const tokens = [];
    for (const device of ["phone", "laptop", "tablet"]) tokens.push(await sessions.create(device));
    expect(await sessions.revokeAll(tokens[1]), "how many revokeAll(laptop) ended").toBe(2);
    expect(await devices(sessions), "devices after all but the laptop").toEqual(["laptop"]);
    expect(await sessions.revokeAll(), "how many revokeAll() ended").toBe(1);
    expect(await devices(sessions), "devices after all").toEqual([]);
    const answer = await answerOf(sessions.use(tokens[1] ?? ""));
    expect(answer, "use() of the laptop's token after all were ended").toBeNull();
  });

  it("keeps none by a token that nobody has", async () => {
    const sessions = sessionsOf("asked by nobody");
    for (const device of ["phone", "laptop"]) await sessions.create(device);
    const ended = await answerOf(sessions.revokeAll("no such token"));
    expect(ended, "how many revokeAll() ended, asked to keep one that isn't there").toBe(2);
    expect(await devices(sessions), "devices afterwards").toEqual([]);
  });
});
