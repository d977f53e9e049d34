import { describe, expect, it } from "vitest";
import { join, look, roomsMadeBy, statuses, unused } from "./site.ts";

describe("2. A name is checked before any room hears of it", () => {
  it("lets in what a room can be called", async () => {
    for (const name of ["a", "chess-club", "42", "z9", "0", "-", "a--b", "-a-", "a".repeat(32)])
      expect(await statuses({ name }), `statuses of GET and POST /room with the name ${shown(name)}`).toEqual([
        200, 200,
      ]);
  });

  it("turns away what no room can be called", async () => {
    for (const name of noNames("loft"))
      expect(await statuses({ name }), `statuses of GET and POST /room with the name ${shown(name)}`).toEqual([
        404, 404,
      ]);
  });

  it("makes no object for what it turns away", async () => {
    const names = noNames(unused("cellar")).filter((name) => name !== "");
    const made = await roomsMadeBy(async () => {
      for (const name of names) await join({ name }, "ada");
    });
    expect(made, `rooms made by ${names.length} names that no room can have`).toBe(0);
  });

  it("leads nobody to a room of another name", async () => {
    await join({ name: "bridge-club" }, "ada");
    const leading: string[] = [];
    for (const name of ["Bridge-Club", "bridge club", "bridge_club", " bridge-club ", "bridge-club!", "bridge-club\n"])
      if ((await look({ name })).players?.includes("ada")) leading.push(name);
    expect(leading, "other names by which one gets into bridge-club").toEqual([]);
  });
});

/** What no room can be called, around this word. */
function noNames(word: string): string[] {
  return [
    "",
    word.toUpperCase(),
    `the ${word}`,
    ` ${word}`,
    `${word}\n`,
    `${word}\n${word}`,
    `${word}-é`,
    `${word}_1`,
    `../${word}`,
    `'); DROP TABLE ${word}; --`,
    word.padEnd(33, "-"),
    word.padEnd(64, "0"),
    word.padEnd(5_000, "s"),
  ];
}

function shown(name: string): string {
  return JSON.stringify(name.length > 70 ? `${name.slice(0, 20)}…` : name);
}
