import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, describe, expect, it } from "vitest";
import { loadDecks } from "../build/deck.ts";
import { decksFolder, viteConfig } from "../build/vite.ts";

describe("What is built", () => {
  const folder = mkdtempSync(join(tmpdir(), "slides-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has a page for each deck, and asks nobody else for anything", async () => {
    const config = viteConfig();
    await build({ ...config, build: { ...config.build, outDir: folder } });
    const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
    expect(pages.sort()).toEqual(["index.html", ...loadDecks(decksFolder).map(({ slug }) => `${slug}.html`)].sort());
    for (const page of pages) {
      const html = readFileSync(join(folder, page), "utf8");
      const loaded = [...html.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"/g)].map(
        ([, address]) => address,
      );
      expect(loaded.filter((address) => !/^(\.\/|data:)/.test(address as string))).toEqual([]);
    }
    const styles = readdirSync(join(folder, "assets")).filter((name) => name.endsWith(".css"));
    for (const name of styles)
      expect(readFileSync(join(folder, "assets", name), "utf8")).not.toMatch(/url\(\s*["']?(https?:)?\/\//);
  });
});
