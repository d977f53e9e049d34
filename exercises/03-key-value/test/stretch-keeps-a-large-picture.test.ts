import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { withinLimits } from "#testkit/key-value";
import { evict } from "#testkit/objects";
import { isSection } from "../src/preference.ts";
import { ask, keysOf, pagesOf, statusOf, type User } from "./users.ts";

const MB = 1_000_000;

describe("Stretch: a picture is larger than a value may be", () => {
  it("is answered as it was, byte for byte", async () => {
    const user = env.PREFERENCES.getByName("24 MB");
    const picture = noise(24 * MB + 1);
    await keep(user, picture);
    await evict(user);
    expect(isSame(await user.picture(), picture), "the picture of 24 MB is the one that was kept").toBe(true);
  });

  it("may be small, or fit exactly", async () => {
    const user = env.PREFERENCES.getByName("small");
    expect(await user.picture(), "the picture of somebody who has none").toBeNull();
    for (const size of [0, 1, MB, 2 * MB, 2 ** 20, 2 ** 21]) {
      await keep(user, noise(size));
      expect(isSame(await user.picture(), noise(size)), `the picture of ${size} bytes is the one that was kept`).toBe(
        true,
      );
    }
  });

  it("replaces the one before, and leaves nothing of it", async () => {
    const user = env.PREFERENCES.getByName("replaced");
    await keep(user, noise(7 * MB));
    await keep(user, noise(3 * MB));
    expect(isSame(await user.picture(), noise(3 * MB)), "the picture is the second one").toBe(true);
    expect(await storedBytes(user), "bytes in storage, for a picture of 3 MB after one of 7 MB").toBeLessThan(4 * MB);
  });

  it("takes as much storage as it has bytes", async () => {
    const user = env.PREFERENCES.getByName("bytes");
    await keep(user, noise(5 * MB));
    expect(await storedBytes(user), "bytes in storage, for a picture of 5 MB").toBeLessThan(6 * MB);
  });

  it("is in no section, and goes with a wipe", async () => {
    const user = env.PREFERENCES.getByName("no section");
    await user.save("picture/frame", true);
    const before = await keys(user);
    await keep(user, noise(5 * MB));
    expect(keysOf(await pagesOf(user, "picture")), "keys of the section picture").toEqual(["picture/frame"]);
    const added = (await keys(user)).filter((key) => !before.includes(key));
    const sections = new Set(added.map((key) => key.split("/")[0] as string).filter(isSection));
    for (const section of sections) {
      const shown = keysOf(await pagesOf(user, section)).filter((key) => added.includes(key));
      expect(shown, `keys of the picture that the section ${section} shows`).toEqual([]);
    }
    await user.wipe();
    expect(await user.picture(), "the picture after a wipe").toBeNull();
  });

  it("is kept and shown over HTTP", async () => {
    expect(await statusOf("GET", "http-5/picture"), "status of a picture that isn't there").toBe(404);
    expect(await statusOf("PUT", "http-5/picture", noise(3 * MB)), "status of a PUT of 3 MB").toBe(204);
    const picture = await (await ask("GET", "http-5/picture")).bytes();
    expect(isSame(picture, noise(3 * MB)), "the picture of 3 MB is the one that was kept").toBe(true);
  });
});

async function keep(user: User, picture: Uint8Array): Promise<void> {
  await withinLimits(user, (instance) => instance.keepPicture(picture));
}

/** Bytes that repeat nowhere near, the same for the same size. */
function noise(size: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let n = 0; n < words.length; n++) words[n] = Math.imul(n + size, 2_654_435_761);
  return new Uint8Array(words.buffer, 0, size);
}

function isSame(one: Uint8Array | null, other: Uint8Array): boolean {
  return one?.length === other.length && crypto.subtle.timingSafeEqual(one, other);
}

/** All keys in the object's storage. */
async function keys(user: User): Promise<string[]> {
  return runInDurableObject(user, async (_, { storage }) => [...(await storage.list()).keys()]);
}

/** The size of the object's database. */
async function storedBytes(user: User): Promise<number> {
  return runInDurableObject(user, (_, { storage }) => storage.sql.databaseSize);
}
