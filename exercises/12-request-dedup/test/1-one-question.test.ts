import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { comes, mapOf, renderer, texts, times } from "./map.ts";

describe("1. Who asks for the same at the same moment shares one answer", () => {
  it("asks the renderer once for fifty", async () => {
    const map = mapOf("fifty");
    await map.ask(times(50, "/1.png"), () => map.drawOnceAsked("/1.png", { body: "a lake" }));
    expect(await map.calls("/1.png"), "questions to the renderer, of fifty who ask at once").toBe(1);
  });

  it("gives each of them an answer that can be read", async () => {
    const map = mapOf("readable");
    const got = await map.ask(times(50, "/1.png"), () => map.drawOnceAsked("/1.png", { body: "a lake" }));
    expect(texts(got), "what fifty who asked at once could read").toEqual(["a lake"]);
    expect(await map.calls("/1.png"), "questions to the renderer").toBe(1);
  });

  it("lets nobody wait for another tile", async () => {
    const map = mapOf("no-waiting");
    const slow = map.ask(["/slow.png"], async () => {});
    const quick = map.ask(["/quick.png"], () => map.drawOnceAsked("/quick.png", { body: "a field" }));
    const isThere = await comes(quick);
    await map.draw("/slow.png", { body: "a lake" });
    const got = [...(await slow), ...(await quick)];
    expect(isThere, "whether one tile is there while another one is still being drawn").toBe(true);
    expect(texts(got), "what those who asked for two tiles could read").toEqual(["a lake", "a field"]);
    const each = [await map.calls("/slow.png"), await map.calls("/quick.png")];
    expect(each, "questions for either tile, by one caller each").toEqual([1, 1]);
    const again = await map.ask(times(9, "/slow.png"), async () => {});
    expect(texts(again), "what is read later").toEqual(["a lake"]);
    expect(await map.calls("/slow.png"), "questions, after nine more have asked at once").toBe(2);
  });

  it("shares what is under way, also when another tile has come meanwhile", async () => {
    const map = mapOf("still-under-way");
    const first = map.ask(["/slow.png"], async () => {});
    await comes(map.ask(["/quick.png"], () => map.drawOnceAsked("/quick.png", { body: "a field" })));
    const second = map.ask(["/slow.png", "/last.png"], async () => {
      await map.drawOnceAsked("/last.png", { body: "a road" });
      await map.draw("/slow.png", { body: "a lake" });
    });
    const got = [...(await first), ...(await second)];
    expect(texts(got), "what is read by two who asked for the slow one, and by who asked last").toEqual([
      "a lake",
      "a road",
    ]);
    expect(await map.calls("/slow.png"), "questions, of one caller before another tile came and one after").toBe(1);
  });

  it("asks again for who comes later", async () => {
    const map = mapOf("later");
    await map.ask(times(3, "/1.png"), () => map.drawOnceAsked("/1.png", { body: "a lake" }));
    await map.draw("/1.png", { body: "a lake, and a ship" });
    const got = await map.ask(times(3, "/1.png"), async () => {});
    expect(texts(got), "what is read once the map has changed").toEqual(["a lake, and a ship"]);
    expect(await map.calls("/1.png"), "questions, of three at once and later three at once").toBe(2);
  });
});

describe("given: the Worker", () => {
  it("sends a request to the object of its map", async () => {
    await renderer().draw("/worker/1.png", { body: "a road" });
    const answer = await exports.default.fetch("https://maps.example/worker/1.png");
    expect(await answer.text()).toBe("a road");
  });

  it("answers 404 where there is no map", async () => {
    const paths = ["/", "/alps", "/alps/", "/THE-ALPS/1.png", "/%00/1.png"];
    const answers = await Promise.all(paths.map((path) => exports.default.fetch(`https://maps.example${path}`)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404));
  });
});
