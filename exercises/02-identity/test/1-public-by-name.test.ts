import { evictAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { join, look, roomsMadeBy } from "./site.ts";

describe("1. A public room is found by its name, and knows it", () => {
  it("has all in it who came by that name", async () => {
    await join({ name: "lobby" }, "ada");
    await join({ name: "lobby" }, "bob");
    expect((await look({ name: "lobby" })).players, "players in the lobby, after Ada and Bob came").toEqual([
      "ada",
      "bob",
    ]);
  });

  it("is another room under another name", async () => {
    await join({ name: "red" }, "ada");
    expect((await look({ name: "blue" })).players, "players in the blue room, after Ada went to the red one").toEqual(
      [],
    );
  });

  it("is called by its name", async () => {
    expect((await look({ name: "tea-room" })).title, "the title of the room tea-room").toBe("tea-room");
  });

  it("is the same, and called the same, after it left memory", async () => {
    await join({ name: "attic" }, "ada");
    await evictAllDurableObjects();
    const { title, players } = await look({ name: "attic" });
    expect({ title, players }, "what is seen of the room attic, which Ada is in").toEqual({
      title: "attic",
      players: ["ada"],
    });
  });

  it("leaves a private room the title that its host gave it", async () => {
    const room = env.ROOM.get(env.ROOM.newUniqueId());
    await room.open("Chess at noon");
    expect((await room.look()).title, "the title of a room that has no name").toBe("Chess at noon");
  });
});

describe("given: what leads to an object", () => {
  it("is the same id for the same name, and another one each time where it is left to chance", () => {
    const { ROOM } = env;
    expect(ROOM.idFromName("lobby").equals(ROOM.idFromName("lobby")), "whether two ids of one name are equal").toBe(
      true,
    );
    expect(ROOM.newUniqueId().equals(ROOM.newUniqueId()), "whether two random ids are equal").toBe(false);
  });

  it("is the id again when it is read from its text", () => {
    const id = env.ROOM.newUniqueId();
    expect(env.ROOM.idFromString(id.toString()).equals(id), "whether idFromString() reads what toString() wrote").toBe(
      true,
    );
  });

  it("starts nothing, be it an id or a stub", async () => {
    const made = await roomsMadeBy(
      async () => env.ROOM.get(env.ROOM.newUniqueId()) && env.ROOM.getByName("never called"),
    );
    expect(made, "rooms made by two stubs").toBe(0);
  });

  it("takes no notice of a jurisdiction beside a name", async () => {
    const id = env.ROOM.idFromName("lobby");
    const withJurisdiction = Reflect.apply(env.ROOM.idFromName, env.ROOM, ["lobby", { jurisdiction: "eu" }]);
    expect(id.equals(withJurisdiction), "whether idFromName() with a second argument is the same id").toBe(true);
  });

  it("has no jurisdictions in local workerd", () => {
    const restricted = () => env.ROOM.jurisdiction("eu").getByName("lobby");
    expect(restricted, "the lobby in the EU").toThrow("not implemented in workerd");
  });
});
