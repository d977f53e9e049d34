import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { evict } from "#testkit/objects";
import { roomIn } from "./room.ts";
import { canBeReadBack, isStored, sessionsOf, stored } from "./users.ts";

describe("1. A token can't be guessed, nor read in storage", () => {
  it("lets its bearer in", async () => {
    const sessions = sessionsOf("bearer");
    const token = await sessions.create("phone");
    const session = await sessions.use(token);
    expect(session?.device, "the device of the session whose token create() answered").toBe("phone");
  });

  it("gives every session a long token of its own", async () => {
    const tokens = await runInDurableObject(sessionsOf("many tokens"), async (sessions) => {
      const made: string[] = [];
      while (made.length < 200) made.push(await sessions.create("phone"));
      return made;
    });
    expect(new Set(tokens).size, "different tokens of 200 sessions, begun in the same millisecond").toBe(200);
    // 120 bits are 15 bytes, and in base64 show 118 bits in 200 tokens.
    expect(roomIn(tokens), "random bytes for which there is room in a token, by 200 of them").toBeGreaterThanOrEqual(
      14,
    );
  });

  it("can't be reckoned from the user, the time and Math.random()", async () => {
    const before = await firstToken("dice");
    await forgetAll("dice");
    const again = await firstToken("dice");
    expect(
      again === before,
      "whether a user's first token is the same again, in the same millisecond, after Math.random() threw the same",
    ).toBe(false);
    const tokens: string[] = [];
    while (tokens.length < 64) tokens.push(await firstToken("dice again"));
    expect(
      roomIn(tokens),
      "random bytes for which there is room in a token, without Math.random()",
    ).toBeGreaterThanOrEqual(12);
  });

  it("stores nothing that is worth a login", async () => {
    const sessions = sessionsOf("thief");
    const token = await sessions.create("phone");
    expect(await isStored(sessions, token), "whether the token stands somewhere in storage").toBe(false);
  });

  it("stores nothing that only spells the token in another way", async () => {
    const sessions = sessionsOf("speller");
    const token = await sessions.create("phone");
    const readBack = await canBeReadBack(sessions, token);
    expect(readBack, "whether a thief can get the token back from what is stored, without a guess").toBe(false);
  });

  it("stores what is about as hard to hit upon as the token", async () => {
    const users: string[][] = [];
    while (users.length < 64) {
      const sessions = sessionsOf(`hard to hit ${users.length}`);
      await sessions.create("phone");
      users.push(await stored(sessions));
    }
    // All of them logged in at the same time with the same device: nothing but the token differs.
    const rooms = users[0]?.map((_, at) => roomIn(users.map((pieces) => pieces[at] ?? ""))) ?? [];
    const room = rooms.reduce((total, each) => total + each, 0);
    expect(room, "random bytes for which there is room in what is stored of a token").toBeGreaterThanOrEqual(12);
  });

  it("is known again after an eviction", async () => {
    const sessions = sessionsOf("evicted");
    const token = await sessions.create("phone");
    await evict(sessions);
    expect((await sessions.use(token))?.device, "the session of a token, asked of a new instance").toBe("phone");
    expect(await isStored(sessions, token), "whether the token stands somewhere in storage").toBe(false);
  });
});

/** The first token of a user at a set time, with a Math.random() that throws what it always throws. */
async function firstToken(user: string): Promise<string> {
  let thrown = 0;
  const dice = vi.spyOn(Math, "random").mockImplementation(() => (++thrown * 0.618) % 1);
  const token = await sessionsOf(user).create("phone");
  dice.mockRestore();
  return token;
}

/** Takes the object of a user back to where nobody has ever called it. */
async function forgetAll(user: string): Promise<void> {
  await runInDurableObject(sessionsOf(user), (_, { storage }) => storage.deleteAll());
  await evict(sessionsOf(user));
}

describe("given: the Worker", async () => {
  const { exports } = await import("cloudflare:workers");
  const fetchIt = (path: string, init?: RequestInit) =>
    exports.default.fetch(new Request(`https://example.com${path}`, init));

  it("answers 401 to whoever has no token", async () => {
    expect((await fetchIt("/me")).status).toBe(401);
    expect((await fetchIt("/me", { headers: { Authorization: "Bearer nobody" } })).status).toBe(401);
  });

  it("refuses a login without a proper name", async () => {
    expect((await fetchIt("/login?user=a/b&device=phone", { method: "POST" })).status).toBe(400);
    expect((await fetchIt("/login?user=ada", { method: "POST" })).status).toBe(400);
  });
});
