import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { freezeDate, moveDate } from "#testkit/time";
import { fingerprint } from "./fingerprint.ts";
import { histories, type Step } from "./histories.ts";
import type { Plain } from "./worker.ts";
import { prepare, writes } from "./writes.ts";

describe("recovery", () => {
  it("does what a notebook of fingerprints says, whatever happens", async () => {
    await fc.assert(history(env.BOX), { seed: 19, numRuns: inject("recoveryRuns") });
  });

  it.each([
    ["that begins AUTOINCREMENT anew", env.FORGETS_IDS],
    ["that leaves newer key-values", env.KEEPS_KEYS],
    ["that rounds integers", env.ROUNDS_NUMBERS],
    ["whose bookmarks share what they stand for", env.SHARES_CONTENTS],
  ])("is caught where it has a bug: one %s", async (_, namespace) => {
    const { failed } = await fc.check(history(namespace), { seed: 19, numRuns: 50, endOnFailure: true });
    expect(failed).toBe(true);
  });
});

let objects = 0;

function history(namespace: DurableObjectNamespace<Plain>) {
  freezeDate();
  return fc.asyncProperty(histories, async (steps) => {
    const name = `history ${++objects}`;
    const notebook = new Notebook();
    // Steps up to the next restart run in one go, which is many times quicker.
    for (let rest = steps; rest.length > 0; ) {
      const stub = namespace.getByName(name);
      const restart = rest.findIndex((step) => step.do === "restart");
      const end = rest[restart];
      await runInDurableObject(stub, (_, { storage }) => live(storage, rest.slice(0, restart), notebook));
      if (end?.do === "restart" && end.dies) await stub.writeAndDie().catch(() => {});
      else await evictDurableObject(stub);
      rest = rest.slice(restart + 1);
    }
    await runInDurableObject(namespace.getByName(name), (_, { storage }) => live(storage, [], notebook));
  });
}

/** What each bookmark and each time must bring back. */
class Notebook {
  now: string | null = null;
  bookmarks: { bookmark: string; print: string }[] = [];
  times: { at: number; print: string }[] = [];
  undos: { bookmark: string; print: string | null }[] = [];
  /** Storage after the next start; `null` where it stays as it is. */
  next: (() => string | null) | null = null;

  see(print: string): void {
    this.now = print;
    if (this.times.at(-1)?.at === Date.now()) this.times.pop();
    this.times.push({ at: Date.now(), print });
  }
}

/** One session of the object: looks whether it began as it should, then does what the steps say. */
async function live(storage: DurableObjectStorage, steps: Step[], notebook: Notebook): Promise<void> {
  const print = fingerprint(storage);
  if (notebook.now !== null) expect(print).toBe(notebook.next?.() ?? notebook.now);
  notebook.next = null;
  if (print === "") prepare(storage);
  notebook.see(fingerprint(storage));
  const session: { undo: { bookmark: string; print: string | null } | null } = { undo: null };
  for (const step of steps) {
    if (step.do === "write") {
      await writes[step.write](storage, step.n);
      await storage.sync();
      notebook.see(fingerprint(storage));
    }
    if (step.do === "wait") {
      // No date moves within a turn.
      await storage.sync();
      moveDate(60_000);
    }
    if (step.do === "bookmark") {
      const bookmark = await storage.getCurrentBookmark();
      expect(bookmark > (notebook.bookmarks.at(-1)?.bookmark ?? "")).toBe(true);
      notebook.bookmarks.push({ bookmark, print: notebook.now ?? "" });
    }
    if (step.do === "restore") {
      const target = await targetOf(step, storage, notebook);
      if (target === null) continue;
      const bookmark = await storage.onNextSessionRestoreBookmark(target.bookmark);
      session.undo ??= { bookmark, print: null };
      notebook.next = () => target.print;
    }
  }
  if (session.undo) notebook.undos.push({ ...session.undo, print: notebook.now });
}

type Target = { bookmark: string; print: string | null };

async function targetOf(
  { what, which }: Extract<Step, { do: "restore" }>,
  storage: DurableObjectStorage,
  { bookmarks, undos, times }: Notebook,
): Promise<Target | null> {
  if (what === "bookmark") return bookmarks[which % bookmarks.length] ?? null;
  if (what === "undo") return undos[which % undos.length] ?? null;
  const time = times[which % times.length];
  if (time === undefined) return null;
  return { bookmark: await storage.getBookmarkForTime(time.at), print: time.print };
}
