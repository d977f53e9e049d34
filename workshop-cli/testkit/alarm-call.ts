/** How one call of `alarm()` ended. `clears`: the handler deleted its own alarm, so that a throw isn't retried. */
export type HandlerEnd = { state: "done" } | { state: "threw"; error: unknown; clears: boolean };

type Instance = { alarm?(info: AlarmInvocationInfo): unknown };

/** Calls an object's `alarm()` as the platform does: the alarm is gone while it runs. For use inside `runInDurableObject`. */
export async function callAlarm(
  instance: object,
  storage: DurableObjectStorage,
  info: AlarmInvocationInfo,
): Promise<HandlerEnd> {
  const { alarm } = instance as Instance;
  if (typeof alarm !== "function") throw new Error(missingHandler(instance.constructor.name));
  if ((await storage.getAlarm()) === info.scheduledTime) await storage.deleteAlarm();
  const deletion = watchDeletion(storage);
  try {
    await alarm.call(instance, info);
    return { state: "done" };
  } catch (error) {
    return { state: "threw", error, clears: deletion.seen };
  } finally {
    deletion.stop();
  }
}

/**
 * Notices `deleteAlarm()`, alone or in a `transaction()` that isn't rolled back, and `deleteAll()`. The platform keeps the
 * running alarm in a drawer, so that it can tell "deleted" from "not set again"; from outside both read as `null`.
 */
function watchDeletion(storage: DurableObjectStorage): { seen: boolean; stop(): void } {
  const watch = { seen: false, stop };
  const { deleteAlarm, deleteAll, transaction } = storage;
  const own = storage as { deleteAlarm?: unknown; deleteAll?: unknown; transaction?: unknown };
  own.deleteAlarm = (...given: Parameters<typeof deleteAlarm>) => {
    watch.seen = true;
    return deleteAlarm.apply(storage, given);
  };
  own.deleteAll = (...given: Parameters<typeof deleteAll>) => {
    watch.seen = true;
    return deleteAll.apply(storage, given);
  };
  own.transaction = <T>(closure: (transaction: DurableObjectTransaction) => Promise<T>) => {
    let seen = watch.seen;
    const closureWatched = (inner: DurableObjectTransaction) => {
      const deleteInner = inner.deleteAlarm;
      (inner as { deleteAlarm: unknown }).deleteAlarm = (...given: Parameters<typeof deleteInner>) => {
        seen = true;
        return deleteInner.apply(inner, given);
      };
      return closure(inner);
    };
    return transaction.call(storage, closureWatched).then((answer) => {
      watch.seen ||= seen;
      return answer;
    });
  };
  function stop(): void {
    delete own.deleteAlarm;
    delete own.deleteAll;
    delete own.transaction;
  }
  return watch;
}

function missingHandler(className: string): string {
  return `The alarm goes off, but ${className} has no alarm() method. Write \`async alarm(info) { … }\` in the class; on Cloudflare, setAlarm() itself throws without one.`;
}
