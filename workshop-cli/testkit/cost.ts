import { runInDurableObject } from "cloudflare:test";

/** What SQL cost in one object, in rows and statements: the unit in which Cloudflare bills it. */
export type Cost = {
  /**
   * Rows that SQLite looked at, not rows that came back: a sort without an index reads every row twice.
   * https://developers.cloudflare.com/durable-objects/platform/pricing/#sqlite-storage-backend
   */
  rowsRead: number;
  /**
   * Rows inserted, updated or deleted, and one more for each index that had to follow; a thousand times the price of
   * a row read. https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/#sql-api
   */
  rowsWritten: number;
  /** Calls of `sql.exec()`. */
  statements: number;
};

/** How work ended whose nth statement was made to fail. */
export type Trial<R> = {
  /** False when the work needed fewer statements, so that nothing failed. */
  reached: boolean;
} & ({ state: "answered"; answer: R } | { state: "threw"; error: unknown });

/** The error of a statement that failed because the test wanted it. */
export class PlannedFailure extends Error {
  constructor(nth: number) {
    super(`This statement (number ${nth}) fails on purpose: the test wants to see what is left behind`);
    this.name = "PlannedFailure";
  }
}

/**
 * Runs `work` inside the object and answers the rows that `sql.exec()` read and wrote meanwhile.
 *
 * - Counted is what the cursors say when the work is over, which is what is billed. A cursor that wasn't consumed to
 *   its end counts the rows it came to.
 * - Of several statements in one `exec()` only the last is counted: the cursor knows no more.
 * - Key-value calls and `setAlarm()` are billed as rows as well, but don't go through `exec()` and aren't seen.
 * - Everything that the object does until `work` settles is counted, calls from elsewhere included.
 */
export async function measure<O extends Rpc.DurableObjectBranded>(
  stub: DurableObjectStub<O>,
  work: (instance: O, state: DurableObjectState) => unknown,
): Promise<Cost> {
  return runInDurableObject(stub, async (instance, state) => {
    const cursors: SqlStorageCursor<Row>[] = [];
    const count: Between = (exec) => {
      const cursor = exec();
      cursors.push(cursor);
      return cursor;
    };
    await withExec(state.storage.sql, count, () => work(instance, state));
    return {
      rowsRead: cursors.reduce((sum, cursor) => sum + cursor.rowsRead, 0),
      rowsWritten: cursors.reduce((sum, cursor) => sum + cursor.rowsWritten, 0),
      statements: cursors.length,
    };
  });
}

/**
 * Runs `work` inside the object, where the `nth` call of `sql.exec()` (from 1) throws a `PlannedFailure` and leaves its
 * statement undone; those before and after it are carried out. Doesn't reject when `work` throws: the trial says so.
 *
 * Counting `nth` up until `reached` is false breaks the work at each of its statements once.
 */
export async function failOn<O extends Rpc.DurableObjectBranded, R>(
  stub: DurableObjectStub<O>,
  nth: number,
  work: (instance: O, state: DurableObjectState) => R | Promise<R>,
): Promise<Trial<R>> {
  return runInDurableObject(stub, async (instance, state) => {
    let statements = 0;
    const fail: Between = (exec) => {
      statements += 1;
      if (statements === nth) throw new PlannedFailure(nth);
      return exec();
    };
    try {
      const answer = await withExec(state.storage.sql, fail, () => work(instance, state));
      return { reached: statements >= nth, state: "answered" as const, answer };
    } catch (error) {
      return { reached: statements >= nth, state: "threw" as const, error };
    }
  });
}

type Row = Record<string, SqlStorageValue>;

/** Stands between the learner's call and SQLite. */
type Between = (exec: () => SqlStorageCursor<Row>) => SqlStorageCursor<Row>;

/** Puts an own `exec` on `sql` while `work` runs; then the platform's own is there again. */
async function withExec<R>(sql: SqlStorage, between: Between, work: () => R): Promise<Awaited<R>> {
  if (Object.hasOwn(sql, "exec"))
    throw new Error("measure() or failOn() is at work in this object already: await it first.");
  const exec = sql.exec.bind(sql);
  const value = (query: string, ...bindings: unknown[]) => between(() => exec(query, ...bindings));
  Object.defineProperty(sql, "exec", { value, configurable: true });
  try {
    return await work();
  } finally {
    Reflect.deleteProperty(sql, "exec");
  }
}
