import { describe, expect, it } from "vitest";
import { mapOf, statuses, texts, times } from "./map.ts";

describe("4. A failure is told to those who waited, and forgotten", () => {
  it("answers 502 to all of them", async () => {
    const map = mapOf("all-fail");
    const got = await map.ask(times(20, "/1.png"), () => map.drawOnceAsked("/1.png", "fails"));
    expect(statuses(got), "statuses for twenty who waited for a renderer that broke off").toEqual([502]);
  });

  it("has nobody keep that answer", async () => {
    const map = mapOf("not-kept");
    const [got] = await map.ask(["/1.png"], () => map.drawOnceAsked("/1.png", "fails"));
    const control = got && "headers" in got ? got.headers.get("Cache-Control") : null;
    expect(String(control), "Cache-Control of a failure").toMatch(/no-store/);
  });

  it("asks again for who comes after it", async () => {
    const map = mapOf("asks-again");
    const failed = await map.ask(times(2, "/1.png"), () => map.drawOnceAsked("/1.png", "fails"));
    expect(statuses(failed), "statuses while the renderer fails").toEqual([502]);
    await map.draw("/1.png", { body: "a lake" });
    const got = await map.ask(times(2, "/1.png"), async () => {});
    expect(texts(got), "what is read when it is well again").toEqual(["a lake"]);
  });

  it("hands on what the renderer itself calls an error", async () => {
    const map = mapOf("their-error");
    const got = await map.ask(times(2, "/1.png"), () => map.drawOnceAsked("/1.png", { status: 503, body: "too busy" }));
    const broken = await map.ask(["/2.png"], () => map.drawOnceAsked("/2.png", "fails"));
    expect(texts(got), "what is read when the renderer says that it is too busy").toEqual(["too busy"]);
    expect(statuses(broken), "the status when it says nothing").toEqual([502]);
  });
});
