import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { failedImport, filled, notebook, read, texts } from "./notebooks.ts";

/** Lets the notebook start with what the shelf has of before its import, whatever the notebook itself can do. */
async function restoreBeforeImport(name: string): Promise<void> {
  const kept = (await env.SHELF.getByName(name).list()).map(({ what }) => what);
  expect(kept, "the names of the bookmarks on the shelf").toContain("before the import");
  const bookmark = (await env.SHELF.getByName(name).find("before the import")) ?? "";
  await runInDurableObject(notebook(name), (_, { storage }) => storage.onNextSessionRestoreBookmark(bookmark));
  await evictDurableObject(notebook(name));
}

describe("1. An import begins with a bookmark, kept elsewhere", () => {
  it("puts a bookmark on the shelf before it writes a note", async () => {
    await filled("begins");
    await failedImport("begins");
    await restoreBeforeImport("begins");
    expect(await texts("begins"), "notes that the bookmark brings back").toEqual(["Lisbon", "Porto"]);
  });

  it("takes the bookmark before it says that it imports", async () => {
    await filled("says");
    await failedImport("says");
    await restoreBeforeImport("says");
    expect((await read("says")).importing, "the file being imported, as the bookmark has it").toBeNull();
  });

  it("takes a bookmark anew for the next import", async () => {
    await filled("next import");
    await notebook("next import").beginImport("first.ndjson");
    await notebook("next import").importPage(['{"text":"Rome"}']);
    await notebook("next import").endImport();
    await failedImport("next import");
    await restoreBeforeImport("next import");
    expect(await texts("next import"), "notes of before the second import").toEqual(["Lisbon", "Porto", "Rome"]);
  });

  it("begins nothing where the shelf can't keep the bookmark", async () => {
    await filled("shelf is closed");
    await env.SHELF.getByName("shelf is closed").close();
    await notebook("shelf is closed")
      .beginImport("old.ndjson")
      .catch(() => {});
    const { importing } = await read("shelf is closed");
    expect(importing, "the file being imported, though there is no bookmark to go back to").toBeNull();
  });
});

describe("given: an import writes line by line", () => {
  it("stops at a line that it can't read, and leaves what it has written", async () => {
    await filled("bad line");
    await notebook("bad line").beginImport("old.ndjson");
    const result = await notebook("bad line").importPage(['{"text":"Rome"}', "Naples", '{"text":"Bari"}']);
    expect(result, "what the page came to").toEqual({ state: "failed", line: "Naples" });
    expect(await texts("bad line"), "notes after the failure").toEqual(["Lisbon", "Porto", "Rome"]);
  });
});
