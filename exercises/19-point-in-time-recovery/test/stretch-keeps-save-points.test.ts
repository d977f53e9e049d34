import { describe, expect, it } from "vitest";
import { DAY, freezeDate, HOUR, MINUTE, moveDate } from "#testkit/time";
import { filled, goBack, notebook, texts } from "./notebooks.ts";

/** A notebook with two save points: with two notes, then with three. */
async function saved(name: string): Promise<{ draft: string; better: string }> {
  freezeDate();
  await filled(name);
  const draft = await notebook(name).save("draft");
  moveDate(HOUR);
  await notebook(name).write("Faro");
  const better = await notebook(name).save("better");
  moveDate(HOUR);
  await notebook(name).write("Evora");
  return { draft, better };
}

const labels = async (name: string) => (await notebook(name).savePoints()).map(({ label }) => label);

describe("Stretch: save points that survive going back", () => {
  it("lists save points, the newest first, with bookmarks to go back to", async () => {
    const { draft, better } = await saved("lists");
    expect(await notebook("lists").savePoints(), "save points").toEqual([
      { label: "better", bookmark: better },
      { label: "draft", bookmark: draft },
    ]);
    await goBack("lists", (it) => it.goBackTo(draft));
    expect(await texts("lists"), "notes of the draft").toEqual(["Lisbon", "Porto"]);
  });

  it("has those that are later than where it has gone back to", async () => {
    const { draft, better } = await saved("later points");
    await goBack("later points", (it) => it.goBackTo(draft));
    expect(await labels("later points"), "save points after going back").toEqual(["better", "draft"]);
    await goBack("later points", (it) => it.goBackTo(better));
    expect(await texts("later points"), "notes of the later save point").toEqual(["Lisbon", "Porto", "Faro"]);
  });

  it("has one of a label, the last", async () => {
    await saved("same label");
    await notebook("same label").save("draft");
    expect(await labels("same label"), "save points after saving a draft anew").toEqual(["draft", "better"]);
  });

  it("takes any label, and leaves what else there is to go back to alone", async () => {
    const { draft } = await saved("any label");
    await notebook("any label").beginImport("old.ndjson");
    await goBack("any label", (it) => it.goBackTo(draft));
    for (const label of ["undo", "before the import"]) {
      moveDate(MINUTE);
      await notebook("any label").save(label);
    }
    expect(await labels("any label"), "save points").toEqual(["before the import", "undo", "better", "draft"]);
    await goBack("any label", (it) => it.undo());
    expect(await texts("any label"), "notes after the undo").toEqual(["Lisbon", "Porto", "Faro", "Evora"]);
    await notebook("any label").write("Beja");
    await goBack("any label", (it) => it.cancelImport());
    expect(await texts("any label"), "notes after the cancelled import").toEqual(["Lisbon", "Porto", "Faro", "Evora"]);
  });

  it("leaves out what is too old to go back to", async () => {
    await saved("too old");
    moveDate(30 * DAY - 1.5 * HOUR);
    expect(await labels("too old"), "save points that are thirty days old at most").toEqual(["better"]);
  });
});
