import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { DAY, MINUTE, moveDate, readable } from "#testkit/time";
import { answerOf, devices, LIFETIME, sessionsOf } from "./users.ts";

describe("2. A session ends at its time, and lasts while it is used", () => {
  it("answers null for a token that nobody has", async () => {
    const sessions = sessionsOf("nobody");
    await sessions.create("phone");
    const answer = await answerOf(sessions.use("no such token"));
    expect(answer, "use() of a token that nobody has").toBeNull();
  });

  it("is over at its end, though no alarm has come", async () => {
    const sessions = sessionsOf("over");
    const token = await sessions.create("phone");
    moveDate(LIFETIME);
    const answer = await answerOf(sessions.use(token));
    expect(answer, "use() at the very millisecond of the end, with the alarm late").toBeNull();
  });

  it("isn't listed any more when it is over", async () => {
    const sessions = sessionsOf("listed");
    await sessions.create("phone");
    moveDate(DAY);
    await sessions.create("laptop");
    expect(await devices(sessions), "devices, while both last").toEqual(["phone", "laptop"]);
    moveDate(LIFETIME - DAY);
    expect(await devices(sessions), "devices at the end of the phone's session").toEqual(["laptop"]);
  });

  it("lasts 30 days more from each use", async () => {
    const sessions = sessionsOf("used");
    const token = await sessions.create("phone");
    const now = moveDate(LIFETIME - 1);
    const used = await sessions.use(token);
    expect(readable(used?.endsAt), "its end, used a millisecond before it").toBe(readable(now + LIFETIME));
    await evict(sessions);
    const [listed] = await sessions.list();
    expect(readable(listed?.endsAt), "its end in the list, asked of a new instance").toBe(readable(now + LIFETIME));
    moveDate(LIFETIME - 1);
    expect((await sessions.use(token))?.device, "use() before the new end").toBe("phone");
  });

  it("has the end that use() has answered, however soon after its beginning that was", async () => {
    const sessions = sessionsOf("used soon");
    const token = await sessions.create("phone");
    moveDate(MINUTE);
    const used = await sessions.use(token);
    const [listed] = await sessions.list();
    expect(readable(listed?.endsAt), "its end in the list, a minute after it began: the one that use() answered").toBe(
      readable(used?.endsAt),
    );
  });

  it("puts off no other session's end", async () => {
    const sessions = sessionsOf("two phones");
    await sessions.create("phone");
    const token = await sessions.create("phone");
    const [first] = await sessions.list();
    moveDate(DAY);
    const used = await sessions.use(token);
    const ends = (await sessions.list()).map(({ endsAt }) => readable(endsAt));
    expect(ends, "the ends of two phones' sessions, of which the second was used").toEqual([
      readable(first?.endsAt),
      readable(used?.endsAt),
    ]);
  });

  it("keeps the time at which it began", async () => {
    const sessions = sessionsOf("began");
    const token = await sessions.create("phone");
    const [begun] = await sessions.list();
    moveDate(DAY);
    const used = await sessions.use(token);
    expect(readable(used?.createdAt), "when a session began that was used a day later").toBe(
      readable(begun?.createdAt),
    );
    expect(used?.endsAt, "its end, put off by a day").toBe((begun?.endsAt ?? 0) + DAY);
  });
});
