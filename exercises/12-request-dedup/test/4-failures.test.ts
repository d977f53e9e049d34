import { describe, expect, it } from "vitest";
import { mapOf, statuses, texts, times } from "./map.ts";
import { BREAKS_OFF } from "./renderer.ts";

describe("4. A failure is told to those who waited, and forgotten", () => {
  it("answers 502 to all of them", async () => {
    const map = mapOf("all-fail");
    const fails = () => map.drawOnceAsked("/1.png", "fails");
    const got = await map.ask([...times(20, "/1.png"), ["/1.png", { method: "POST" }]], fails);
    expect(statuses(got), "statuses for twenty who waited and one who reported a fault, of a failure").toEqual([502]);
  });

  it("has nobody keep that answer", async () => {
    const map = mapOf("not-kept");
    const [got] = await map.ask(["/1.png"], () => map.drawOnceAsked("/1.png", "fails"));
    const control = got && "headers" in got ? got.headers.get("Cache-Control") : null;
    expect(String(control), "Cache-Control of a failure").toMatch(/no-store/);
  });

  it("tells nobody outside what broke", async () => {
    const map = mapOf("what-broke");
    const got = await map.ask(["/1.png"], () => map.drawOnceAsked("/1.png", "fails"));
    expect(statuses(got), "the status of a failure").toEqual([502]);
    expect(texts(got).join(), "what is read of a failure").not.toContain(BREAKS_OFF);
  });

  it("tells it neither in a header nor beside the status", async () => {
    const map = mapOf("what-broke-above");
    const [got] = await map.ask(["/1.png"], () => map.drawOnceAsked("/1.png", "fails"));
    const above = got && "headers" in got ? [got.statusText, ...got.headers.values()].join(", ") : String(got?.error);
    expect(above, "what stands above the text of a failure").not.toContain(BREAKS_OFF);
  });

  it("doesn't pay for a second try that nobody asked for", async () => {
    const map = mapOf("second-try");
    await map.ask(["/1.png"], () => map.drawOnceAsked("/1.png", "fails"));
    expect(await map.calls("/1.png"), "questions, of one caller, the renderer failing").toBe(1);
  });

  it("asks nothing more for those who waited", async () => {
    const map = mapOf("waited");
    await map.ask(times(3, "/1.png"), () => map.drawOnceAsked("/1.png", "fails"));
    expect(await map.calls("/1.png"), "questions, of three who waited for the same failure").toBe(1);
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
