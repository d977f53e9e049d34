import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { workshop } from "./session.ts";

const root = join(import.meta.dirname, "../../..");
const { folder } = await vi.hoisted(async () => ({ folder: (await import("../throwaway.ts")).folderWith() }));

vi.mock("../../../slides/build/vite.ts", async (original) => ({ ...(await original<object>()), decksFolder: folder }));

it.each([
  ["has no front matter", "# A slide\n", "There is no front matter."],
  ["has a broken one", "---\ntitle: [\n---\n# A slide\n", "The front matter isn't valid YAML"],
  [
    "says nothing beside a slide",
    "---\ntitle: A\nsummary: B.\n---\n# A slide\n",
    "line 5: This slide has no notes.\nEnd it with",
  ],
])("a deck that %s is the course's fault", async (_, deck, says) => {
  writeFileSync(join(folder, "1-sample.md"), deck);
  for (const typed of [["slides"], ["slides", "1"]]) {
    const { code, refused } = await workshop(root, ...typed);
    expect(refused).toContain("slides/decks/1-sample.md, line ");
    expect(refused).toContain(says);
    expect(code).toBe(4);
  }
});
