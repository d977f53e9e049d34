import { describe, expect, it } from "vitest";
import { freezeDate, moveDate } from "#testkit/time";
import { mapOf, texts, times } from "./map.ts";

const minute = { headers: { "Cache-Control": "max-age=60" }, body: "a lake" };

describe("Stretch: an answer is kept as long as the renderer allows", () => {
  it("asks once a minute, where an answer may be a minute old", async () => {
    const map = mapOf("a-minute");
    freezeDate();
    await map.draw("/1.png", minute);
    for (let second = 0; second < 120; second += 10) {
      await map.ask(times(3, "/1.png"), async () => {});
      moveDate(10_000);
    }
    expect(await map.calls("/1.png"), "questions within two minutes, of three callers every ten seconds").toBe(2);
  });

  it("doesn't hand out what is too old by a millisecond", async () => {
    const map = mapOf("too-old");
    freezeDate();
    await map.draw("/1.png", minute);
    await map.ask(["/1.png"], async () => {});
    await map.draw("/1.png", { ...minute, body: "a lake, and a ship" });
    moveDate(59_999);
    expect(texts(await map.ask(["/1.png"], async () => {})), "a millisecond before").toEqual(["a lake"]);
    moveDate(1);
    expect(texts(await map.ask(["/1.png"], async () => {})), "a minute later").toEqual(["a lake, and a ship"]);
  });

  it("keeps no error, and nothing that it isn't allowed to", async () => {
    const map = mapOf("not-allowed");
    freezeDate();
    await map.draw("/error.png", { ...minute, status: 500 });
    await map.draw("/secret.png", { headers: { "Cache-Control": "no-store, max-age=60" }, body: "a bunker" });
    for (let n = 0; n < 2; n++) await map.ask(["/error.png", "/secret.png"], async () => {});
    expect([await map.calls("/error.png"), await map.calls("/secret.png")], "questions of two").toEqual([2, 2]);
  });

  it("keeps a hundred at most", async () => {
    const map = mapOf("at-most");
    freezeDate();
    const paths = Array.from({ length: 101 }, (_, n) => `/${n}.png`);
    await Promise.all(paths.map((path) => map.draw(path, minute)));
    await map.ask(paths.slice(0, 1), async () => {});
    await map.ask(paths.slice(1, 100), async () => {});
    await map.ask(paths.slice(100), async () => {});
    await map.ask(["/100.png", "/0.png"], async () => {});
    const calls = [await map.calls("/100.png"), await map.calls("/0.png")];
    expect(calls, "questions for the newest and the oldest of 101 tiles, each asked for twice").toEqual([1, 2]);
  });
});
