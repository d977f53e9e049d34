import { describe, expect, it } from "vitest";
import { showOf } from "./shows.ts";

/** What may stand between a name and a key, and in a name as well. */
const BETWEEN = ["", "-", "--", "-key-", "x", "0"];

/** Keys that are alike, and not the same. */
const ALIKE = [
  "vote",
  "Vote",
  "VOTE",
  "1",
  "01",
  "1.0",
  "a b",
  "ab",
  "a/b",
  "a%20b",
  "a+b",
  "1".repeat(80),
  `${"1".repeat(79)}2`,
];

describe("3. A vote", () => {
  it("is counted once, where the ballot has counted it and the answer was lost", async () => {
    const { fails, vote, counted } = showOf("show-301");
    await fails("unanswered", 2);
    const { text } = await vote();
    expect(await counted(), "votes, of one viewer who has voted once").toBe(1);
    expect(text, "what she is told").toContain('"number":1');
  });

  it("is counted once, where the viewer sends it again", async () => {
    const { vote, counted } = showOf("show-302");
    await vote({ key: "first" });
    const { text } = await vote({ key: "first" });
    expect(await counted(), "votes, of which one was sent twice under its key").toBe(1);
    expect(text, "what she is told the second time").toContain('"number":1');
  });

  it("is counted, though the same viewer has voted before", async () => {
    const { vote, counted } = showOf("show-303");
    await vote();
    await vote();
    await vote({ key: "third" });
    await vote({ key: "fourth" });
    expect(await counted(), "votes of one viewer, two without a key and two with one each").toBe(4);
  });

  it("is counted, though the keys of the viewer's other votes are almost the same", async () => {
    const { vote, counted } = showOf("show-311");
    for (const key of ALIKE) await vote({ key });
    expect(await counted(), `votes of one viewer, under ${ALIKE.length} keys that are alike`).toBe(ALIKE.length);
  });

  it("is counted, though somebody else has come by the same key", async () => {
    const { vote, counted } = showOf("show-304");
    await vote({ viewer: "ada", key: "first" });
    await vote({ viewer: "bob", key: "first" });
    expect(await counted(), "votes of two viewers, who have chosen the same key").toBe(2);
  });

  it.for(BETWEEN)(
    "is counted, though name and key of somebody else look the same, with %j in between",
    async (between) => {
      const { vote, counted } = showOf(`show-${305 + BETWEEN.indexOf(between)}`);
      await vote({ viewer: "ada", key: `bob${between}1` });
      await vote({ viewer: `ada${between}bob`, key: "1" });
      await vote({ viewer: "bob", key: `1${between}ada` });
      expect(await counted(), "votes of three viewers, with a key each").toBe(3);
    },
  );
});
