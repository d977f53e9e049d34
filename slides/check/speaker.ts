import type { Browser } from "playwright-core";

/** Opens the speaker's view and answers what is missing in it. */
export async function trySpeakerView(browser: Browser, address: string): Promise<string[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector(".reveal.ready");
  const problems: string[] = [];
  try {
    const [view] = await Promise.all([context.waitForEvent("page", { timeout: 10_000 }), page.keyboard.press("s")]);
    const notes = view.locator(".speaker-controls-notes .value");
    await notes.filter({ hasText: "min" }).waitFor({ timeout: 10_000 });
    const first = await notes.textContent();
    await page.keyboard.press("ArrowRight");
    await view.waitForFunction(
      (text) => document.querySelector(".speaker-controls-notes .value")?.textContent !== text,
      first,
      { timeout: 10_000 },
    );
    if ((await view.locator("#current-slide iframe").count()) !== 1) problems.push("it doesn't show the slide");
    if ((await view.locator("#upcoming-slide iframe").count()) !== 1) problems.push("it doesn't show what comes next");
    if (!(await view.locator(".pacing").first().isVisible())) problems.push("it doesn't show the pace");
  } catch (error) {
    problems.push(`it doesn't work: ${(error as Error).message.split("\n")[0]}`);
  }
  await context.close();
  return problems;
}
