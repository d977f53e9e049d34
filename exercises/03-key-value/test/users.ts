import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect } from "vitest";
import type { Page, PageRequest, Value } from "../src/preference.ts";

export type User = ReturnType<typeof env.PREFERENCES.getByName>;

/** A user of this name, who has chosen all that one after the other. */
export async function userWith(name: string, preferences: Record<string, Value>): Promise<User> {
  const user = env.PREFERENCES.getByName(name);
  await runInDurableObject(user, async (instance) => {
    for (const [key, value] of Object.entries(preferences)) await instance.save(key, value);
  });
  return user;
}

/** `count` preferences of one section: `git/option-0000`, `git/option-0001`, … Every third is `false`. */
export function options(section: string, count: number): Record<string, Value> {
  const numbers = Array.from({ length: count }, (_, n) => n);
  return Object.fromEntries(
    numbers.map((n) => [`${section}/option-${String(n).padStart(4, "0")}`, n % 3 === 0 ? false : n]),
  );
}

/** All pages of a section, as somebody sees them who goes from each to the next. `meanwhile` happens after the first. */
export async function pagesOf(
  user: User,
  section: string,
  { order, limit = 10 }: PageRequest = {},
  meanwhile?: () => Promise<void>,
): Promise<Page[]> {
  const pages = [await user.page(section, { order, limit })];
  await meanwhile?.();
  for (let next = pages[0]?.next; next != null; next = pages.at(-1)?.next) {
    expect(pages.length, `pages of ${section} so far, which come to an end`).toBeLessThan(20);
    pages.push(await user.page(section, { order, limit, cursor: next }));
  }
  return pages;
}

export function keysOf(pages: Page[]): string[] {
  return pages.flatMap((page) => page.preferences.map(({ key }) => key));
}

/** Asks the Worker. */
export function ask(method: string, path: string, body?: string | Uint8Array): Promise<Response> {
  return exports.default.fetch(new Request(`https://preferences.example/${path}`, { method, body }));
}

export async function statusOf(...request: Parameters<typeof ask>): Promise<number> {
  return (await ask(...request)).status;
}
