import { expect } from "vitest";
import { openAccount } from "#testkit/deploys";
import { folderOf, type Written } from "./releases.ts";

/** A title, releases that are deployed one after the other, and what is said of the last: a refusal, or what it changed. */
export type Case = [title: string, releases: Written[], expected: RegExp | object];

/** Deploys all of them into one account: those before the last go live, and the last is judged as expected. */
export async function judgeLast(_: string, releases: Written[], expected: RegExp | object): Promise<void> {
  await using account = openAccount({ folder: folderOf(...releases) });
  for (const at of releases.slice(1).keys())
    expect(await account.deploy(`${at + 1}.jsonc`)).toMatchObject({ state: "live" });
  const deployment = await account.deploy(`${releases.length}.jsonc`);
  if (expected instanceof RegExp)
    expect(deployment).toMatchObject({ state: "refused", reason: expect.stringMatching(expected) });
  else expect(deployment).toMatchObject({ state: "live", changes: expected });
}
