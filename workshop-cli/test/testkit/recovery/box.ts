import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

export type Storage = DurableObjectStorage;

/** Runs in an object of this name, which is started where it doesn't run. */
export function inBox<R>(
  name: string,
  work: (storage: Storage, ctx: DurableObjectState) => R | Promise<R>,
): Promise<R> {
  return runInDurableObject(env.BOX.getByName(name), (_, ctx) => work(ctx.storage, ctx));
}

/** Has the object start anew. */
export async function restart(name: string): Promise<void> {
  await evictDurableObject(env.BOX.getByName(name));
}

/** Puts a number where each of the two kinds of storage is, and answers a bookmark of it. */
export function put(name: string, n: number): Promise<string> {
  return inBox(name, (storage) => {
    storage.sql.exec("CREATE TABLE IF NOT EXISTS notes (n)");
    storage.sql.exec("INSERT INTO notes VALUES (?)", n);
    storage.kv.put("n", n);
    return storage.getCurrentBookmark();
  });
}

/** The numbers that are there, of either kind. */
export function numbers(name: string): Promise<{ sql: number[]; kv: unknown }> {
  return inBox(name, ({ sql, kv }) => {
    const exists = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'notes'").toArray().length > 0;
    const rows = exists ? sql.exec<{ n: number }>("SELECT n FROM notes ORDER BY n").toArray() : [];
    return { sql: rows.map(({ n }) => n), kv: kv.get("n") ?? null };
  });
}

/** Has the next start restore a bookmark. */
export const restoreNext = (name: string, bookmark: string) =>
  inBox(name, (storage) => storage.onNextSessionRestoreBookmark(bookmark));

/** What a call of the storage is refused with. */
export function refusal(name: string, call: (storage: Storage) => Promise<unknown>): Promise<string> {
  return inBox(name, (storage) =>
    call(storage).then(
      () => "no refusal",
      (error: Error) => error.message,
    ),
  );
}
