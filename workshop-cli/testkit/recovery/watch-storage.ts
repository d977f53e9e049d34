import type { Session } from "./session.ts";

type Method = (this: object, ...given: unknown[]) => unknown;

/**
 * Lets a session know what its object does with its storage. The platform's classes are changed, once and for all objects,
 * rather than one storage: other parts of the testkit put methods of their own on a storage, and take them off again.
 */
export function watchStorage(ctx: DurableObjectState, session: Session): void {
  const { storage } = ctx;
  for (const each of [ctx, storage, storage.sql, storage.kv]) sessions.set(each, session);
  if (watched) return;
  watched = true;
  const before = (session: Session) => session.beforeWrite();
  onCalls(ctx, { abort: (session) => session.end() });
  onCalls(storage.sql, { exec: (session, [query]) => isReading(query) || session.beforeWrite() });
  onCalls(storage.kv, { put: before, delete: before });
  onCalls(storage, { put: before, delete: before, deleteAll: before, transactionSync: before });
  replace(storage, "list", (session, list) => {
    session.listing++;
    return list();
  });
  replace(storage.kv, "list", (session, list) => listed(session, [...(list() as Iterable<unknown>)]));
  replace(storage, "transaction", (session, run) => session.inTransaction(async () => run()));
  replace(storage, "getCurrentBookmark", (session) => session.getCurrentBookmark());
  replace(storage, "getBookmarkForTime", (session, _, [time]) => session.getBookmarkForTime(time));
  replace(storage, "onNextSessionRestoreBookmark", (session, _, [bookmark]) =>
    session.onNextSessionRestoreBookmark(bookmark),
  );
}

const sessions = new WeakMap<object, Session>();
let watched = false;

function onCalls(object: object, watchers: Record<string, (session: Session, given: unknown[]) => unknown>): void {
  for (const [name, watcher] of Object.entries(watchers)) {
    replace(object, name, (session, call, given) => {
      watcher(session, given);
      return call();
    });
  }
}

/** Puts a method on the class of `object`. Objects that aren't recoverable keep the platform's. */
function replace(
  object: object,
  name: string,
  own: (session: Session, call: () => unknown, given: unknown[]) => unknown,
): void {
  const prototype = Object.getPrototypeOf(object);
  const original: Method = prototype[name];
  prototype[name] = function (this: object, ...given: unknown[]) {
    const session = sessions.get(this);
    const call = () => original.apply(this, given);
    return session === undefined || !session.watches ? call() : own(session, call, given);
  };
}

/** What is certain to write nothing; of anything else it is assumed. */
function isReading(query: unknown): boolean {
  return /^\s*(SELECT|EXPLAIN)\b[^;]*;?\s*$/i.test(String(query));
}

/** As the platform's lists, which are read as one goes and of which there is one at a time; ours is read at once, for a capture would end it. */
function listed(session: Session, entries: unknown[]): Iterable<unknown> {
  return oneByOne(session, ++session.listing, entries);
}

function* oneByOne(session: Session, own: number, entries: unknown[]): Generator<unknown> {
  for (const entry of entries) {
    if (session.listing !== own) {
      throw new Error(
        "kv.list() iterator was invalidated because a new call to kv.list() was started. Only one kv.list() iterator can exist at a time.",
      );
    }
    yield entry;
  }
}
