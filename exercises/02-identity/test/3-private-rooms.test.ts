import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { ask, open, rooms, roomsMadeBy, roomsOf, unused } from "./site.ts";

describe("3. A private room is new, and its host finds it again", () => {
  it("is another one each time, whoever opens it and whatever it is called", async () => {
    const title = unused("Chess");
    const invitations: string[] = [];
    const made = await roomsMadeBy(async () => {
      for (const host of ["ada", "ada", "bob"]) invitations.push(await open(host, title));
    });
    expect(made, "rooms made by Ada, who opens two, and Bob, who opens one, all called the same").toBe(3);
    expect(new Set(invitations).size, "different invitations to these three").toBe(3);
  });

  it("is called as its host says", async () => {
    const given = unused("Cleo's birthday");
    const before = await rooms();
    await open("cleo", given);
    const [room = "none"] = (await rooms()).filter((id) => !before.includes(id));
    expect(room, "the id of the room that was made").not.toBe("none");
    const { title } = await env.ROOM.get(env.ROOM.idFromString(room)).look();
    expect(title, "the title of that room").toBe(given);
  });

  it("has an invitation that tells neither its title nor its host", async () => {
    const invitation = (await open("danielle", "Midnight")).toLowerCase();
    const told = ["danielle", "midnight"].filter((word) => invitation.includes(word));
    expect(told, `what can be read in the invitation ${invitation}`).toEqual([]);
  });

  it("is in the list of its host, by the invitation that was answered", async () => {
    const first = await open("eve", "Draughts");
    const second = await open("eve", "Go");
    expect(await roomsOf("eve"), "the rooms that Eve has opened").toEqual([
      { title: "Draughts", invitation: first },
      { title: "Go", invitation: second },
    ]);
  });

  it("is in nobody else's list", async () => {
    await open("finn", "Go");
    expect(await roomsOf("gwen"), "the rooms of Gwen, who hasn't opened any").toEqual([]);
  });
});

describe("given: the Worker", () => {
  it("opens no room without a host, or without a title of 1 to 60 characters", async () => {
    const hosts = ["", "Ada", "a".repeat(21)].map((host) => ({ host, title: "Chess" }));
    const titles = ["", "  ", "t".repeat(61)].map((title) => ({ host: "ada", title }));
    const made = await roomsMadeBy(async () => {
      for (const wish of [...hosts, ...titles])
        expect((await ask("POST", "/private", wish)).status, `the status for ${JSON.stringify(wish)}`).toBe(400);
    });
    expect(made, "rooms made").toBe(0);
  });

  it("has nothing elsewhere", async () => {
    expect((await ask("GET", "/rooms", {})).status, "the status of GET /rooms").toBe(404);
    expect((await ask("DELETE", "/room", { name: "lobby" })).status, "the status of DELETE /room").toBe(404);
  });
});
