import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { type Got, mapOf, renderer, times } from "./map.ts";

describe("2. What is shared is the whole answer", () => {
  it("with its status", async () => {
    const map = mapOf("status");
    const got = await map.ask(times(2, "/404.png"), () => map.drawOnceAsked("/404.png", { status: 404, body: "sea" }));
    expect(got, "an answer that there is no such tile, for two").toMatchObject(times(2, { status: 404, text: "sea" }));
  });

  it("with its headers", async () => {
    const map = mapOf("headers");
    const headers = { "Content-Type": "image/png", ETag: '"7"', "Cache-Control": "max-age=60", "X-Tile": "lake" };
    const got = await map.ask(times(2, "/1.png"), () => map.drawOnceAsked("/1.png", { headers, body: "a lake" }));
    const lost = got.map((each) => Object.entries(headers).filter(([name, value]) => headerOf(each, name) !== value));
    expect([...new Set(lost.flat().map(([name]) => name))], "headers that two didn't get as they were").toEqual([]);
  });

  it("with a header that comes twice", async () => {
    const cookies = ["told=yes", "thanked=yes"];
    await renderer().draw("/twice/1.png", { headers: cookies.map((cookie) => ["Set-Cookie", cookie]) });
    const answer = await exports.default.fetch("https://maps.example/twice/1.png", { method: "POST" });
    expect(answer.headers.getSetCookie(), "both Set-Cookie of the answer to a report").toEqual(cookies);
    await answer.body?.cancel();
  });

  it("with every byte, also of what isn't text", async () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe, 0xc3]);
    await renderer().draw("/bytes/1.png", { body: png.buffer });
    const answer = await exports.default.fetch("https://maps.example/bytes/1.png");
    const bytes = [...new Uint8Array(await answer.arrayBuffer())];
    expect(bytes, "the bytes of a picture, where 239, 191, 189 is what text makes of a byte").toEqual([...png]);
  });

  it("also where it has no body", async () => {
    await renderer().draw("/no-body/1.png", { status: 204 });
    const answer = await exports.default.fetch("https://maps.example/no-body/1.png");
    expect(answer.status, "the status of an answer without a body").toBe(204);
    await answer.body?.cancel();
  });

  it("so that nobody can change another's", async () => {
    const map = mapOf("own-headers");
    const got = await map.ask(times(2, "/1.png"), () =>
      map.drawOnceAsked("/1.png", { headers: { "X-Tile": "lake" }, body: "a lake" }),
    );
    for (const each of got) addTo(each);
    const theirs = got.map((each) => headerOf(each, "X-Tile"));
    const others = theirs.filter((header) => header !== "lake" && header !== "lake, seen");
    expect(others, "headers that somebody else has changed, or that aren't there").toEqual([]);
  });
});

/** Adds to a header, where that can be changed at all. */
function addTo(got: Got): void {
  try {
    if ("headers" in got) got.headers.append("X-Tile", "seen");
  } catch {
    // What can't be changed can't be changed for others.
  }
}

function headerOf(got: Got, name: string): string | null {
  return "headers" in got ? got.headers.get(name) : got.error;
}
