import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { BEFORE, play } from "./histories.ts";
import type { Edit } from "./text-with.ts";
import { adds, answerTo, documentOf, taken } from "./writers.ts";

/** Ada writes a text, changes it, and then Bob merges an edit that he made on the text before. */
async function merged(name: string, text: string, adas: Edit, bobs: Edit) {
  const { document, enter, shown } = documentOf(name);
  const [ada, bob] = [await enter("ada"), await enter("bob")];
  const version = await taken(ada, adds(text, 0));
  await answerTo(ada, { type: "edit", version, ...adas });
  await evict(document);
  const answer = await answerTo(bob, { type: "merge", version, ...bobs });
  return { answer, shown: await shown() };
}

describe("Stretch: what was made on an older version is merged", () => {
  it("moves an edit behind what was written before it", async () => {
    const there = { at: 0, remove: 0, insert: "At noon: " };
    const { answer, shown } = await merged("moves", "tea", there, { at: 3, remove: 0, insert: " and milk" });
    expect(shown.text, 'the text, after "At noon: " before the tea and " and milk" behind it').toBe(
      "At noon: tea and milk",
    );
    const expected = { type: "accepted", ...shown };
    expect(answer, "what Bob, whose edit was merged, is answered").toMatchObject(expected);
  });

  it("keeps both of two texts at the same place", async () => {
    const milk = { at: 3, remove: 0, insert: " milk" };
    const { shown } = await merged("same place", "tea", milk, { ...milk, insert: " rum" });
    expect(["tea milk rum", "tea rum milk"], 'the text, after " milk" and " rum" behind the tea').toContain(shown.text);
  });

  it("deletes once what two have deleted", async () => {
    const { shown } = await merged(
      "once",
      "tea, coffee, rum",
      { at: 3, remove: 8, insert: "" },
      { at: 5, remove: 11, insert: "soup" },
    );
    expect(shown.text, "the text, after two deletions that overlap, and soup in place of one").toBe("teasoup");
  });

  it("keeps what was written in the middle of what is deleted", async () => {
    const { shown } = await merged(
      "in the middle",
      "tea coffee rum",
      { at: 10, remove: 0, insert: " CAKE" },
      { at: 0, remove: 14, insert: "" },
    );
    expect(shown.text, "the text, after one wrote into what the other deleted").toBe(" CAKE");
  });

  it("answers stale where there is no such version yet", async () => {
    const { enter } = documentOf("no such version");
    const answer = await answerTo(await enter("ada"), { ...adds("tea", 3), type: "merge" });
    expect(answer, "the answer to a merge of version 3, when there is version 0").toMatchObject({ type: "stale" });
  });

  it("agrees with all who wrote, in twelve random histories", { timeout: 15_000 }, async () => {
    for (let seed = 11; seed <= 22; seed++) {
      const { enter } = documentOf(`history ${seed}`);
      const [ada, bob, cem] = [await enter("ada"), await enter("bob"), await enter("cem")];
      await taken(ada, adds(BEFORE, 0));
      const writers = new Map(Object.entries({ ada, bob, cem }));
      expect(await play(seed, writers, await enter("dana")), `what is wrong in history ${seed}`).toBe("nothing");
    }
  });
});
