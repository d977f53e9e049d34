import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, onTestFinished } from "vitest";
import { failedImport, filled, goBack, notebook, read, texts } from "./notebooks.ts";

const IMPORTED = ["Lisbon", "Porto", "Rome", "Naples"];
const cancelled = (name: string) => goBack(name, (it) => it.cancelImport());
const undone = (name: string) => goBack(name, (it) => it.undo());

/** A notebook that has gone back to before its import. */
async function goneBack(name: string): Promise<void> {
  await filled(name);
  await failedImport(name);
  expect(await cancelled(name), "how cancelling ended").toBe("restarted");
}

describe("3. Going back can be undone", () => {
  it("brings back what the import had written", async () => {
    await goneBack("brings back");
    await undone("brings back");
    const { title, importing } = await read("brings back");
    expect(await texts("brings back"), "notes after the undo").toEqual(IMPORTED);
    expect({ title, importing }, "key-values after the undo").toEqual({
      title: "Old travels",
      importing: "old.ndjson",
    });
  });

  it("brings back all that was written, to the diary's last entry", async () => {
    await goneBack("last entry");
    expect((await read("last entry")).diary, "the diary of before the import").toEqual([]);
    await undone("last entry");
    const { diary } = await read("last entry");
    expect(diary, "the diary after the undo").toEqual(["The import of old.ndjson was cancelled"]);
  });

  it("loses nothing, however soon a wait is over", async () => {
    await filled("no time");
    await failedImport("no time");
    endWaitsAtOnce();
    expect(await cancelled("no time"), "how cancelling ended").toBe("restarted");
    await undone("no time");
    const { diary } = await read("no time");
    expect(diary, "the diary after the undo, where the disk took longer than any wait").toEqual([
      "The import of old.ndjson was cancelled",
    ]);
  });

  it("undoes the undo as well", async () => {
    await goneBack("again");
    await undone("again");
    await undone("again");
    expect(await texts("again"), "notes after two undos").toEqual(["Lisbon", "Porto"]);
    await undone("again");
    expect(await texts("again"), "notes after three undos").toEqual(IMPORTED);
  });

  it("can still be done when the notebook has been out of memory, and was written to", async () => {
    await goneBack("later");
    await notebook("later").write("Faro");
    await evictDurableObject(notebook("later"));
    await undone("later");
    expect(await texts("later"), "notes after the undo").toEqual(IMPORTED);
  });

  it("doesn't go back where the shelf can't keep the undo", async () => {
    await goneBack("closed");
    const shelf = env.SHELF.getByName("closed");
    await shelf.close();
    const outcome = await undone("closed");
    expect(outcome === "restarted", "whether the notebook restarted, though nobody could undo that").toBe(false);
    expect(await texts("closed"), "notes afterwards").toEqual(["Lisbon", "Porto"]);
    await shelf.open();
    expect(await undone("closed"), "how the same ended, once the shelf was open").toBe("restarted");
    expect(await texts("closed"), "notes after the undo").toEqual(IMPORTED);
    expect(await undone("closed"), "how undoing that ended").toBe("restarted");
    expect(await texts("closed"), "notes after the undo of the undo").toEqual(["Lisbon", "Porto"]);
  });

  it("is kept apart for each notebook", async () => {
    await goneBack("one");
    await goneBack("other");
    await undone("one");
    expect([await texts("one"), await texts("other")], "notes of one and other").toEqual([
      IMPORTED,
      ["Lisbon", "Porto"],
    ]);
  });
});

/** Until the test is over, who waits for a time goes on before the disk has done anything. No time is enough for every disk. */
function endWaitsAtOnce(): void {
  const { setTimeout } = globalThis;
  const { wait } = scheduler;
  const setTimer = (callback: () => void) => Number(queueMicrotask(callback));
  Object.assign(globalThis, { setTimeout: setTimer });
  Object.assign(scheduler, { wait: async () => {} });
  onTestFinished(() => {
    Object.assign(globalThis, { setTimeout });
    Object.assign(scheduler, { wait });
  });
}

describe("given: a notebook that never went back", () => {
  it("has nothing to undo", async () => {
    await filled("never");
    expect(await undone("never"), "how the undo ended").toBe("refused: There is nothing to undo");
    expect(await texts("never"), "notes after the undo").toEqual(["Lisbon", "Porto"]);
  });
});
