import { History } from "./history.ts";
import { type Parts, Session } from "./session.ts";
import { watchStorage } from "./watch-storage.ts";

type Class = new (ctx: DurableObjectState, env: never) => object;

/** Makes what `#testkit/recovery` exports; a test of the testkit puts faulty parts in. */
export function makeRecoverable(parts: Parts): <C extends Class>(Class: C) => C {
  return <C extends Class>(Class: C) => {
    if (typeof Class !== "function") throw new Error("recoverable() needs a class. Does src/index.ts export it?");
    const Base = Class as unknown as new (...given: unknown[]) => object;
    const Recoverable = class extends Base {
      constructor(...given: unknown[]) {
        const ctx = given[0] as DurableObjectState;
        const session = new Session(ctx.storage, historyOf(ctx.id.toString()), parts);
        watchStorage(ctx, session);
        session.begin();
        super(...given);
      }
    };
    Object.defineProperty(Recoverable, "name", { value: Class.name });
    return Recoverable as unknown as C;
  };
}

/** In the memory of the isolate, which all objects share and no restart of an object empties. */
const histories = new Map<string, History>();

function historyOf(id: string): History {
  const history = histories.get(id) ?? new History(id);
  histories.set(id, history);
  return history;
}
