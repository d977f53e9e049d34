import { describe, expect, it } from "vitest";
import { mapOf, texts } from "./map.ts";

describe("3. Only what is the same is shared", () => {
  it("not what differs in the query", async () => {
    const map = mapOf("themes");
    const got = await map.ask(["/1.png?theme=light", "/1.png?theme=dark"], async () => {
      await map.drawOnceAsked("/1.png?theme=light", { body: "a white lake" });
      await map.drawOnceAsked("/1.png?theme=dark", { body: "a black lake" });
    });
    expect(texts(got), "what is read in the light and in the dark theme").toEqual(["a white lake", "a black lake"]);
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
    const map = mapOf("taken-back");
    const takesBack = { method: "DELETE" };
    await map.ask(
      [
        ["/wrong.png", takesBack],
        ["/wrong.png", takesBack],
      ],
      () => map.drawOnceAsked("/wrong.png", { body: "forgotten" }),
    );
    expect(await map.calls("/wrong.png"), "what reached the renderer, of two who DELETE at once").toBe(2);
  });

  it("not the answer to HEAD with those who need its body", async () => {
    const map = mapOf("heads");
    const [, got] = await map.ask([["/1.png", { method: "HEAD" }], "/1.png"], () =>
      map.drawOnceAsked("/1.png", { body: "a lake" }),
    );
    expect(got && texts([got]), "what is read by GET, while somebody asks for the same by HEAD").toEqual(["a lake"]);
  });
});
