import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { evict } from "#testkit/objects";
import { freezeDate } from "#testkit/time";
import { Room } from "../src/room.ts";
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

  it("is another one, too, when its host asks for two at once", async () => {
    freezeDate();
    const title = unused("Chess");
    const invitations: string[] = [];
    const made = await roomsMadeBy(async () => {
      invitations.push(...(await Promise.all([open("tilda", title), open("tilda", title)])));
    });
    expect(made, "rooms made by Tilda, who opens two at once").toBe(2);
    expect(new Set(invitations).size, "different invitations to these two").toBe(2);
  });

  it("is another one, too, when its host has forgotten those before", async () => {
    freezeDate();
    const title = unused("Chess");
    const invitations: string[] = [];
    const made = await roomsMadeBy(async () => {
      invitations.push(await open("ulla", title));
      await forgetAll("ulla");
      invitations.push(await open("ulla", title));
    });
    expect(made, "rooms made by Ulla, who opens one before and one after her host's object was emptied").toBe(2);
    expect(new Set(invitations).size, "different invitations to these two").toBe(2);
  });

  it("is called as its host says", async () => {
    const given = unused(" Cleo's BIRTHDAY");
    const room = await madeBy(() => open("cleo", given));
    const { title } = await room.look();
    expect(title, "the title of the room that was made").toBe(given);
  });

  it("has no name by which a stranger could come in", async () => {
    const room = await madeBy(() => open("vera", unused("Chess")));
    const name = await runInDurableObject(room, (_, { id }) => id.name);
    const isPublic = name !== undefined && /^[a-z0-9-]{1,32}$/.test(name);
    expect(isPublic, `whether \`/room?name=${name}\` leads into Vera's room`).toBe(false);
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

  it("is answered when its host has kept it, and not before", async () => {
    const { isEarly, status } = await openWhileBusy("rita", "Rummy");
    expect(isEarly, "whether Rita is answered while her host's object is busy").toBe(false);
    expect(status, "the status that Rita is answered afterwards").toBe(201);
  });

  it("has no invitation where its host couldn't keep it", async () => {
    const { isEarly, invitation, status } = await openWhileBusy("sven", "Ludo", failing);
    expect(isEarly, "whether Sven is answered while his host's object is busy").toBe(false);
    const kept = (await roomsOf("sven")).map((room) => room.invitation);
    expect(invitation === undefined ? [] : [invitation], "the invitation that Sven was answered, if any").toEqual(kept);
    expect(status, "the status that Sven is answered, who hasn't opened too many").not.toBe(429);
  });

  it("has no invitation where it couldn't be opened", async () => {
    const opened = vi.spyOn(Room.prototype, "open").mockImplementation(() => {
      throw new Error("The test lets no room be opened, to see what comes of it");
    });
    const { invitation } = await ask<{ invitation?: string }>("POST", "/private", { host: "tess", title: "Hearts" });
    opened.mockRestore();
    expect(invitation, "the invitation to a room that doesn't know its title").toBeUndefined();
  });

  it("is in nobody else's list", async () => {
    await open("finn", "Go");
    expect(await roomsOf("gwen"), "the rooms of Gwen, who hasn't opened any").toEqual([]);
  });
});

describe("given: the Worker", () => {
  it("opens no room without a host, or without a title of 1 to 60 characters", async () => {
    const hosts = ["", "Ada", "a".repeat(21)].map((host) => ({ host, title: "Chess" }));
    const titles = ["", "  ", "t".repeat(61)].map((title) => ({ host: "zoe", title }));
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

/** The room that `work` has made. */
async function madeBy(work: () => Promise<unknown>): Promise<DurableObjectStub<Room>> {
  const before = await rooms();
  await work();
  const [made = "none"] = (await rooms()).filter((id) => !before.includes(id));
  expect(made, "the id of the room that was made").not.toBe("none");
  return env.ROOM.get(env.ROOM.idFromString(made));
}

/** Takes from a host's object all that it has stored. */
async function forgetAll(host: string): Promise<void> {
  const object = env.HOST.getByName(host);
  await runInDurableObject(object, (_, { storage }) => storage.deleteAll());
  await evict(object);
}

/**
 * Opens a room while the host's object answers nobody. Whoever is answered all the same is so early. Who isn't is answered
 * afterwards, by an object to which `trouble` has happened, until then.
 */
async function openWhileBusy(host: string, title: string, trouble?: (sql: SqlStorage) => () => void) {
  return runInDurableObject(env.HOST.getByName(host), async (_, state) => {
    let isAnswered = false;
    let isEarly = false;
    let end: (() => void) | undefined;
    let asked: Promise<{ status: number | string; invitation?: string }> | undefined;
    await state.blockConcurrencyWhile(async () => {
      asked = ask("POST", "/private", { host, title }).finally(() => {
        isAnswered = true;
      });
      for (let turn = 0; turn < 100; turn++) await env.HOST.getByName(`not ${host}`).rooms();
      isEarly = isAnswered;
      if (!isEarly) end = trouble?.(state.storage.sql);
    });
    const answer = await asked;
    end?.();
    return { isEarly, ...answer };
  });
}

/** Lets each statement fail. */
function failing(sql: SqlStorage): () => void {
  const value = () => {
    throw new Error("The test lets this statement fail, to see what comes of it");
  };
  Object.defineProperty(sql, "exec", { value, configurable: true });
  return () => Reflect.deleteProperty(sql, "exec");
}
