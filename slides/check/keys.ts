import type { Browser } from "playwright-core";

/** Goes through a deck by keyboard alone, and answers what doesn't work. */
export async function tryKeys(browser: Browser, address: string, slides: number): Promise<string[]> {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  const problems: string[] = [];
  const hold = (holds: boolean, problem: string) => void (holds || problems.push(problem));
  const at = () =>
    page.evaluate(() => (window as unknown as { reveal: { getIndices(): { h: number } } }).reveal.getIndices().h);
  await page.goto(`${address}?transition=none`);
  await page.waitForSelector(".reveal.ready");

  const steps = await page.evaluate(
    () =>
      new Set(
        [...document.querySelectorAll(".fragment")].map((each) => {
          const section = each.closest("section");
          const all = [...document.querySelectorAll("section")];
          return `${all.indexOf(section as HTMLElement)} ${each.getAttribute("data-fragment-index")}`;
        }),
      ).size,
  );
  for (let press = 0; press < slides - 1 + steps; press++) await page.keyboard.press("Space");
  hold((await at()) === slides - 1, `Space leads to slide ${(await at()) + 1} and not to the last one, ${slides}`);
  await page.keyboard.press("Home");
  hold((await at()) === 0, "Home doesn't lead to the first slide");
  await page.keyboard.press("ArrowRight");
  hold((await at()) === 1, "the arrow doesn't lead to the second slide");

  const colours = () => page.evaluate(() => document.documentElement.dataset.colours ?? "");
  await page.keyboard.press("t");
  const first = await colours();
  await page.keyboard.press("t");
  hold(first !== "" && (await colours()) !== first, "T doesn't change light and dark");

  const clock = await page.evaluate(() => {
    const all = [...document.querySelectorAll("section")];
    return all.findIndex((each) => each.querySelector(".countdown"));
  });
  if (clock >= 0) {
    await page.evaluate((h) => (window as unknown as { reveal: { slide(h: number): void } }).reveal.slide(h), clock);
    const shown = () => page.locator("section.present .countdown").first().textContent();
    const before = await shown();
    await page.keyboard.press("c");
    await page
      .waitForFunction((text) => document.querySelector("section.present .countdown")?.textContent !== text, before, {
        timeout: 5_000,
      })
      .catch(() => problems.push("C doesn't start the clock"));
    await page.keyboard.press("c");
  }
  await page.keyboard.press("Escape");
  hold((await page.locator(".reveal.overview").count()) === 1, "Escape doesn't show all slides");
  await page.close();
  return problems;
}
