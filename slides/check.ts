/**
 * `npm run slides:check [-- deck…]`: what is built, in a real Chromium: each slide at two sizes, light and dark, its text and
 * colours measured; keys, the speaker's view, paper. With SHOTS=folder it leaves a picture of each slide there.
 * The last line counts.
 */

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import type { Deck } from "./build/deck.ts";
import { slidesFolder, viteConfig } from "./build/vite.ts";
import { openChromium } from "./check/chromium.ts";
import { serveFiles } from "./check/file-server.ts";
import { tryKeys } from "./check/keys.ts";
import { lookAtSlide } from "./check/look.ts";
import { printDeck } from "./check/paper.ts";
import { trySpeakerView } from "./check/speaker.ts";
import { readDecks } from "./serve.ts";

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
const COLOURS = ["light", "dark"] as const;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.SHOTS;

const counts = { passed: 0, failed: 0 };
try {
  await build(viteConfig());
  await checkAll();
} catch (error) {
  note("slides:check", [(error as Error).message]);
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

async function checkAll(): Promise<void> {
  const names = process.argv.slice(2);
  const all = readDecks();
  const strange = names.find((name) => !all.some(({ slug }) => slug === name));
  if (strange) throw new Error(`There is no deck ${strange}. There are ${all.map(({ slug }) => slug).join(", ")}.`);
  const decks = all.filter(({ slug }) => names.length === 0 || names.includes(slug));
  const browser = await openChromium();
  const files = await serveFiles(join(slidesFolder, "dist"));
  try {
    await checkContents(browser, files.address);
    for (const deck of decks) {
      const begun = performance.now();
      for (const size of SIZES)
        for (const colours of COLOURS) await checkDeck(browser, files.address, deck, size, colours);
      note(`${deck.slug}, keys`, await tryKeys(browser, `${files.address}${deck.slug}.html`, deck.slides.length));
      note(`${deck.slug}, speaker's view`, await trySpeakerView(browser, `${files.address}${deck.slug}.html`));
      note(`${deck.slug}, paper`, (await printDeck(browser, `${files.address}${deck.slug}.html`, deck)).problems);
      console.log(`${deck.slug}: ${deck.slides.length} slides (${Math.round((performance.now() - begun) / 1000)} s)`);
    }
  } finally {
    files.close();
    await browser.close();
  }
}

async function checkContents(browser: Browser, address: string): Promise<void> {
  for (const colorScheme of COLOURS) {
    const { page, trouble } = await openPage(browser, address, address, { width: 1280, height: 720 }, colorScheme);
    note(`contents, ${colorScheme}`, [...(await axeProblems(page, "body")), ...trouble]);
    if (shots) await page.screenshot({ path: join(shots, `contents-${colorScheme}.png`) });
    await page.context().close();
  }
}

async function checkDeck(
  browser: Browser,
  address: string,
  deck: Deck,
  size: { width: number; height: number },
  colours: "light" | "dark",
): Promise<void> {
  const { page, trouble } = await openPage(
    browser,
    address,
    `${address}${deck.slug}.html?transition=none`,
    size,
    colours,
  );
  for (const [index, slide] of deck.slides.entries()) {
    const name = `${deck.slug} ${index + 1} (line ${slide.line}), ${size.width}, ${colours}`;
    await page.evaluate(async (to) => {
      const { reveal } = window as unknown as { reveal: { slide(h: number): void; nextFragment(): boolean } };
      reveal.slide(to);
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }, index);
    const before = await page.evaluate(lookAtSlide);
    await page.evaluate(async () => {
      const { reveal } = window as unknown as { reveal: { nextFragment(): boolean } };
      while (reveal.nextFragment());
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    });
    const after = await page.evaluate(lookAtSlide);
    // Colours don't depend on the size, and axe takes its time.
    const accessible = size === SIZES[0] ? await axeProblems(page, "section.present") : [];
    note(name, [...new Set([...before, ...after, ...accessible, ...trouble.splice(0)])]);
    if (shots) {
      mkdirSync(shots, { recursive: true });
      const file = `${deck.part}-${String(index + 1).padStart(2, "0")}-${size.width}-${colours}.png`;
      await page.screenshot({ path: join(shots, file) });
    }
  }
  await page.context().close();
}

/** A page with nothing but what lies on the server: all else is refused, and counts as trouble. */
async function openPage(
  browser: Browser,
  server: string,
  address: string,
  viewport: { width: number; height: number },
  colorScheme: "light" | "dark",
): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
  const trouble: string[] = [];
  await context.route("**", (route) => {
    const url = route.request().url();
    if (url.startsWith(server) || url.startsWith("data:")) return route.continue();
    trouble.push(`it asks for ${url}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()} for ${response.url()}`);
  });
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  if (address !== server) await page.waitForSelector(".reveal.ready");
  await page.evaluate(axe);
  return { page, trouble };
}

async function axeProblems(page: Page, where: string): Promise<string[]> {
  return page.evaluate(async (selector) => {
    const { axe } = window as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResults> } };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
    const { violations } = await axe.run({ include: [selector] }, { runOnly: { type: "tag", values: tags } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 90)} ${failureSummary?.split("\n")[1] ?? ""}`),
    );
  }, where);
}

function note(name: string, problems: string[]): void {
  if (problems.length === 0) counts.passed++;
  else counts.failed++;
  for (const problem of problems) console.log(`FAILED ${name}: ${problem}`);
}

type AxeResults = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] };
