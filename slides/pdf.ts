/** `npm run slides:pdf [-- deck…]`: a PDF of each deck in `slides/dist/pdf/`, a page for each slide. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { slidesFolder, viteConfig } from "./build/vite.ts";
import { openChromium } from "./check/chromium.ts";
import { serveFiles } from "./check/file-server.ts";
import { printDeck } from "./check/paper.ts";
import { readDecks } from "./serve.ts";

const names = process.argv.slice(2);
const decks = readDecks().filter(({ slug }) => names.length === 0 || names.includes(slug));
try {
  if (decks.length === 0) throw new Error(`There is no deck called ${names.join(", ")}.`);
  const browser = await openChromium();
  await build(viteConfig());
  const dist = join(slidesFolder, "dist");
  const files = await serveFiles(dist);
  mkdirSync(join(dist, "pdf"), { recursive: true });
  for (const deck of decks) {
    const { pdf, problems } = await printDeck(browser, `${files.address}${deck.slug}.html`, deck);
    if (problems.length > 0) throw new Error(`${deck.slug}: ${problems.join("; ")}.`);
    writeFileSync(join(dist, "pdf", `${deck.slug}.pdf`), pdf);
    console.log(`slides/dist/pdf/${deck.slug}.pdf: ${deck.slides.length} pages`);
  }
  files.close();
  await browser.close();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
