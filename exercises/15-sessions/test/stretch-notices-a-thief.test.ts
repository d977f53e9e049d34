import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { devices, isStored, sessionsOf } from "./users.ts";

describe("Stretch: a token that is used twice gives a thief away", () => {
  it("changes the token of a session", async () => {
    const sessions = sessionsOf("changes");
    const old = await sessions.create("phone");
    const [before] = await sessions.list();
    const fresh = (await sessions.rotate(old)) ?? "";
    expect(fresh.length, "characters of the new token").toBeGreaterThanOrEqual(20);
    expect(fresh, "the new token").not.toBe(old);
    expect((await sessions.use(fresh))?.id, "the session of the new token").toBe(before?.id);
    expect(await isStored(sessions, fresh), "whether the new token stands somewhere in storage").toBe(false);
  });

  it("answers null for a token that nobody has", async () => {
    expect(await sessionsOf("changes nothing").rotate("no such token")).toBeNull();
  });

  it("ends the session when a token comes back that was changed", async () => {
    const sessions = sessionsOf("thief at work");
    await sessions.create("laptop");
    const old = await sessions.create("phone");
    const fresh = (await sessions.rotate(old)) ?? "";
    await evict(sessions);
    expect(await sessions.use(old), "use() of the token that was handed in").toBeNull();
    expect(await sessions.use(fresh), "use() of the new token, after the old one came back").toBeNull();
    expect(await devices(sessions), "devices: the thief and the owner are out, the laptop isn't").toEqual(["laptop"]);
  });
});
