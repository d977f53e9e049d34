import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, describe, expect, it } from "vitest";
import { viteConfig } from "../build/vite.ts";
import { readDecks } from "../serve.ts";

describe("A build of the slides", () => {
  const folder = mkdtempSync(join(tmpdir(), "slides-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has a page for each deck, and asks nobody else for anything", async () => {
    const out = join(folder, "out");
    const config = viteConfig();
    await build({ ...config, build: { ...config.build, outDir: out } });
    const pages = readdirSync(out).filter((name) => name.endsWith(".html"));
    expect(pages.sort()).toEqual(["index.html", ...readDecks().map(({ slug }) => `${slug}.html`)].sort());
    for (const page of pages) {
      const html = readFileSync(join(out, page), "utf8");
      const loaded = [...html.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"/g)].map(
        ([, address]) => address,
      );
      expect(loaded.filter((address) => !/^(\.\/|data:)/.test(address as string))).toEqual([]);
    }
    for (const name of readdirSync(join(out, "assets")).filter((each) => each.endsWith(".css"))) {
      expect(readFileSync(join(out, "assets", name), "utf8")).not.toMatch(/url\(\s*["']?(https?:)?\/\//);
    }
  });

  it("fails where a region is missing, and says where", async () => {
    const decks = join(folder, "decks");
    mkdirSync(decks);
    const include = "@code solutions/01-counter/src/counter.ts Counter.gone";
    const text = `---\ntitle: A\nsummary: B\n---\n\n# A\n\n${include}\n\nNotes (1 min):\n\nSay it.\n`;
    writeFileSync(join(decks, "1-sample.md"), text);
    const config = viteConfig(decks);
    const built = build({ ...config, logLevel: "silent", build: { ...config.build, outDir: join(folder, "none") } });
    await expect(built).rejects.toThrow(
      "slides/decks/1-sample.md, line 8: In solutions/01-counter/src/counter.ts the region Counter.gone isn't found: there is no Counter.gone.",
    );
  });
});
