import { evictAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { join, look, open, roomsMadeBy, statuses, unused } from "./site.ts";

describe("4. An invitation leads to its room, and nothing else does", () => {
  it("leads all who have it to the room that was opened", async () => {
    const invitation = await open("hal", "Chess at noon");
    await join({ invitation }, "bob");
    await evictAllDurableObjects();
    await join({ invitation }, "cleo");
    const { title, players } = await look({ invitation });
    const expected = { title: "Chess at noon", players: ["bob", "cleo"] };
    expect({ title, players }, "what is seen of Hal's room, after Bob and Cleo came").toEqual(expected);
  });

  it("leads to no other private room", async () => {
    const invitation = await open("ines", "Red");
    const another = await open("ines", "Blue");
    await join({ invitation }, "ada");
    expect((await look({ invitation: another })).players, "players in Ines' other room").toEqual([]);
  });

  it("can't be made up from what one knows", async () => {
    await open("jon", "Chess at night");
    await join({ name: "lounge" }, "ada");
    for (const guess of ["Chess at night", "jon", "lounge", "user-123", "", "x".repeat(64), "1".repeat(5_000)])
      expect(
        await statuses({ invitation: guess }),
        `statuses of GET and POST /room with the invitation ${shown(guess)}`,
      ).toEqual(NOT_FOUND);
  });

  it("can't be made up from another invitation", async () => {
    const invitation = await open("kim", "Whist");
    const middle = invitation.length >> 1;
    for (const guess of [altered(invitation, 2), altered(invitation, middle), `${invitation}0`, "0".repeat(64)])
      expect(
        await statuses({ invitation: guess }),
        `statuses of GET and POST /room with the invitation ${shown(guess)}`,
      ).toEqual(NOT_FOUND);
  });

  it("isn't the id of an object that is no room", async () => {
    await open("lea", "Skat");
    const ids = [env.HOST.idFromName("lea"), env.HOST.newUniqueId()].map(String);
    for (const id of ids)
      expect(await statuses({ invitation: id }), "statuses of GET and POST /room with the id of a host").toEqual(
        NOT_FOUND,
      );
  });

  it("makes no object where it isn't one", async () => {
    const title = unused("Bridge");
    const invitation = await open("max", title);
    const guesses = [
      title,
      unused("room"),
      altered(invitation, 2),
      altered(invitation, 3),
      String(env.HOST.newUniqueId()),
    ];
    const made = await roomsMadeBy(async () => {
      for (const guess of guesses) await join({ invitation: guess }, "ada");
    });
    expect(made, "rooms made by five invitations that somebody made up").toBe(0);
  });
});

const NOT_FOUND = [404, 404];

/** The text with another character at one place: a digit for a digit, a letter for a letter. */
function altered(text: string, at: number): string {
  const character = text.charAt(at);
  const [one, other] = /\d/.test(character) ? ["1", "2"] : ["a", "b"];
  return text.slice(0, at) + (character === one ? other : one) + text.slice(at + 1);
}

function shown(text: string): string {
  return JSON.stringify(text.length > 70 ? `${text.slice(0, 20)}…` : text);
}
