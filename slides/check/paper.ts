import type { Browser } from "playwright-core";
import type { Deck } from "../build/deck.ts";

/** Prints a deck, a page for each slide with all its steps; answers the PDF and what is wrong with it. */
export async function printDeck(
  browser: Browser,
  address: string,
  deck: Deck,
): Promise<{ pdf: Buffer; problems: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: "dark" });
  await page.goto(`${address}?view=print`);
  await page.waitForSelector(".reveal.ready");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForFunction((slides) => document.querySelectorAll(".pdf-page").length >= slides, deck.slides.length);
  await page.emulateMedia({ media: "print" });
  const hidden = await page.evaluate(
    () =>
      [...document.querySelectorAll(".pdf-page .fragment:not(.code-step)")].filter(
        (each) => !each.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
      ).length,
  );
  // reveal.js paints each page's ground by hand, in the colour that it finds.
  const grounds = await page.evaluate(() =>
    [document.body, ...document.querySelectorAll(".pdf-page")].map((each) => getComputedStyle(each).backgroundColor),
  );
  const dark = grounds.filter((colour) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return alpha > 0 && red + green + blue < 600;
  });
  const pdf = await page.pdf({ width: "1280px", height: "720px", printBackground: true, preferCSSPageSize: true });
  await page.close();
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const problems = [];
  if (pages !== deck.slides.length) problems.push(`${pages} pages for ${deck.slides.length} slides`);
  if (dark.length > 0) problems.push(`${dark.length} pages are dark on paper`);
  if (hidden > 0) problems.push(`${hidden} steps aren't on paper`);
  return { pdf, problems };
}
