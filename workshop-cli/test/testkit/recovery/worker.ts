import { DurableObject } from "cloudflare:workers";
import { allRecoverable, recoverable } from "#testkit/recovery";
import { capture } from "../../../testkit/recovery/capture.ts";
import type { Contents } from "../../../testkit/recovery/contents.ts";
import { makeRecoverable } from "../../../testkit/recovery/recoverable.ts";
import { restore } from "../../../testkit/recovery/restore.ts";

/** An object without recovery, as local workerd has it. */
export class Plain extends DurableObject<Env> {
  /** How many rows `notes` had when this instance started: what a constructor sees. */
  atStart = this.ctx.storage.sql
    .exec<{ n: number }>("SELECT COUNT(*) AS n FROM sqlite_master WHERE name = 'notes'")
    .one().n;

  /** Writes, then dies in the same turn. */
  writeAndDie(): void {
    this.ctx.storage.kv.put("written last", true);
    this.ctx.abort("died");
  }

  async writeFlushAndDie(): Promise<void> {
    this.ctx.storage.kv.put("written last", true);
    await this.ctx.storage.sync();
    this.ctx.abort("died");
  }

  async restoreAndDie(bookmark: string): Promise<void> {
    await this.ctx.storage.onNextSessionRestoreBookmark(bookmark);
    this.ctx.abort("died");
  }

  /** Doesn't wait for the restore to be noted. */
  dieTooSoon(bookmark: string): void {
    void this.ctx.storage.onNextSessionRestoreBookmark(bookmark);
    this.ctx.abort("died");
  }

  async alarm(): Promise<void> {}
}

export const Box = recoverable(Plain);

/*
 * Planted bugs, for model.test.ts to find.
 */

/** Begins AUTOINCREMENT anew. */
export const ForgetsIds = makeRecoverable({
  capture,
  restore: (storage, contents) => restore(storage, { ...contents, sequence: [] }),
})(Plain);

/** Leaves key-values that weren't there then. */
export const KeepsKeys = makeRecoverable({
  capture,
  restore(storage, contents) {
    const keys = [...storage.kv.list()];
    restore(storage, contents);
    for (const [key, value] of keys) if (!contents.keyValues.has(key)) storage.kv.put(key, value);
  },
})(Plain);

/** Reads integers as JavaScript does. */
export const RoundsNumbers = makeRecoverable({
  capture,
  restore(storage, contents) {
    const tables = contents.tables.map((table) => ({
      ...table,
      rows: table.rows.map(({ rowid, values }) => ({
        rowid,
        values: values.map((value) =>
          value.type === "integer" ? { ...value, digits: String(BigInt(Number(value.digits))) } : value,
        ),
      })),
    }));
    restore(storage, { ...contents, tables });
  },
})(Plain);

const shared = new WeakMap<DurableObjectStorage, Contents>();

/** All bookmarks of a session stand for one and the same contents. */
export const SharesContents = makeRecoverable({
  capture(storage) {
    const contents = Object.assign(shared.get(storage) ?? {}, capture(storage));
    shared.set(storage, contents);
    return contents;
  },
  restore,
})(Plain);

/** Two classes of a module that aren't known by name, one by way of another. */
class Parent extends DurableObject<Env> {
  /** What a constructor sees, as `Plain` has it. */
  atStart = this.ctx.storage.kv.get<number>("n") ?? null;
}
export class Child extends Parent {}
export class Other extends DurableObject<Env> {}

allRecoverable(
  { Child, Other, again: Child, default: {}, helper: () => Parent, version: 1 },
  ({ id }) => id.name !== "not meant",
);

export default { fetch: () => new Response("nothing here") };
