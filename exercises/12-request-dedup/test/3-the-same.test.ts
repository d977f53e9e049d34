import { describe, expect, it } from "vitest";
import { mapOf, texts, times } from "./map.ts";

describe("3. Only what is the same is shared", () => {
  it("not what differs in the query", async () => {
    const map = mapOf("themes");
    const got = await map.ask(["/1.png?theme=light", "/1.png?theme=dark"], async () => {
      await map.drawOnceAsked("/1.png?theme=light", { body: "a white lake" });
      await map.drawOnceAsked("/1.png?theme=dark", { body: "a black lake" });
    });
    expect(texts(got), "what is read in the light and in the dark theme").toEqual(["a white lake", "a black lake"]);
  });

  it("not what only looks alike", async () => {
    const map = mapOf("alike");
    const themes = ["/1.png?theme=dark", "/1.png?theme=dark&scale=2", "/1.PNG?theme=dark"];
    const layers = ["/1.png?layer=road&layer=rail", "/1.png?layer=rail"];
    const alike = [...themes, ...layers, "/1.png?near=a%26b=c", "/1.png?near=a&b=c"];
    for (const path of alike) await map.draw(path, { body: path });
    const got = await map.ask(alike, async () => {});
    expect(texts(got), "what is read by seven who ask for seven tiles at once").toEqual(alike);
  });

  it("not what was asked in another language", async () => {
    const map = mapOf("languages");
    const german = { headers: { "Accept-Language": "de" } };
    const french = { headers: { "Accept-Language": "fr" } };
    await map.ask(
      [
        ["/1.png", german],
        ["/1.png", german],
        ["/1.png", french],
      ],
      () => map.drawOnceAsked("/1.png", { body: "ein See, un lac" }),
    );
    expect(await map.calls("/1.png"), "questions, of two in German and one in French").toBe(2);
  });

  it("nor in languages of which only some are the same", async () => {
    const map = mapOf("some-languages");
    const languages = ["de-CH, fr;q=0.9", "de-CH, it;q=0.9", "de-AT, fr;q=0.9", "de"];
    await map.ask(
      languages.map((each) => ["/1.png", { headers: { "Accept-Language": each } }]),
      () => map.drawOnceAsked("/1.png", { body: "a lake" }),
    );
    expect(await map.calls("/1.png"), `questions, of one each in ${languages.join(" / ")}`).toBe(languages.length);
  });

  it("nor in the same languages in another order", async () => {
    const map = mapOf("order-of-languages");
    await map.ask(
      ["fr, de", "de, fr"].map((each) => ["/1.png", { headers: { "Accept-Language": each } }]),
      () => map.drawOnceAsked("/1.png", { body: "un lac, ein See" }),
    );
    expect(await map.calls("/1.png"), "questions, of one who prefers French, and one who prefers German").toBe(2);
  });

  it("nor in the same languages with other weights", async () => {
    const map = mapOf("weights-of-languages");
    await map.ask(
      ["de, fr;q=0.5", "de;q=0.1, fr;q=0.5"].map((each) => ["/1.png", { headers: { "Accept-Language": each } }]),
      () => map.drawOnceAsked("/1.png", { body: "ein See, un lac" }),
    );
    expect(await map.calls("/1.png"), "questions, of one who reads German well, and one who hardly reads it").toBe(2);
  });

  it("nor where the query ends with what another's language begins with", async () => {
    const map = mapOf("ends-and-begins");
    for (const path of ["/1.png?near=a", "/1.png?near="]) await map.draw(path, { body: path });
    const got = await map.ask(
      [
        ["/1.png?near=a", { headers: { "Accept-Language": "fr" } }],
        ["/1.png?near=", { headers: { "Accept-Language": "afr" } }],
      ],
      async () => {},
    );
    expect(texts(got), "what is read in fr and in afr").toEqual(["/1.png?near=a", "/1.png?near="]);
  });

  it("not a request that does something", async () => {
    const map = mapOf("reports");
    await map.ask(
      [
        ["/wrong.png", { method: "POST", body: "there is a bridge" }],
        ["/wrong.png", { method: "POST", body: "there is no lake" }],
        ["/wrong.png", { method: "GET" }],
      ],
      () => map.drawOnceAsked("/wrong.png", { body: "thank you" }),
    );
    const bodies = (await map.bodies("/wrong.png")).sort();
    expect(bodies, "what reached the renderer, of two reports and a question").toEqual([
      "",
      "there is a bridge",
      "there is no lake",
    ]);
  });

  it("nor one that does something else", async () => {
    const map = mapOf("does-something");
    for (const method of ["DELETE", "PUT", "PATCH"]) {
      const path = `/${method}.png`;
      await map.ask(times(2, [path, { method }]), () => map.drawOnceAsked(path, { body: "done" }));
      expect(await map.calls(path), `what reached the renderer, of two who ${method} at once`).toBe(2);
    }
  });

  it("not the answer to HEAD with those who need its body", async () => {
    const map = mapOf("heads");
    const [, got] = await map.ask([["/1.png", { method: "HEAD" }], "/1.png"], () =>
      map.drawOnceAsked("/1.png", { body: "a lake" }),
    );
    expect(got && texts([got]), "what is read by GET, while somebody asks for the same by HEAD").toEqual(["a lake"]);
  });

  it("not the answer to OPTIONS, either", async () => {
    const map = mapOf("options");
    await map.ask([["/1.png", { method: "OPTIONS" }], "/1.png"], () => map.drawOnceAsked("/1.png", { body: "a lake" }));
    expect(await map.calls("/1.png"), "questions, of one by OPTIONS and one by GET").toBe(2);
  });
});
