import { DurableObject } from "cloudflare:workers";
import { onWipe } from "../wiped.ts";
import { History } from "./history.ts";
import { type Parts, Session } from "./session.ts";
import { watchStorage } from "./watch-storage.ts";

/** Whether an object is meant to be recoverable. */
type IsMeant = (ctx: DurableObjectState) => boolean;

type Class = new (ctx: DurableObjectState, env: never) => object;

/** Makes what `#testkit/recovery` exports; a test of the testkit puts faulty parts in. */
export function makeRecoverable(parts: Parts): <C extends Class>(Class: C) => C {
  return <C extends Class>(Class: C) => {
    if (typeof Class !== "function") throw new Error("recoverable() needs a class. Does src/index.ts export it?");
    const Base = Class as unknown as new (...given: unknown[]) => object;
    const Recoverable = class extends Base {
      constructor(...given: unknown[]) {
        begin(given[0] as DurableObjectState, parts);
        super(...given);
      }
    };
    Object.defineProperty(Recoverable, "name", { value: Class.name });
    return Recoverable as unknown as C;
  };
}

/** Makes what `#testkit/recovery` exports for Workers whose classes have unknown names. */
export function makeAllRecoverable(parts: Parts): (module: object, isMeant?: IsMeant) => void {
  return (module, isMeant = () => true) => {
    class Recoverable extends DurableObject {
      constructor(ctx: DurableObjectState, env: never) {
        if (isMeant(ctx)) begin(ctx, parts);
        super(ctx, env);
      }
    }
    for (const exported of Object.values(module)) {
      const root = rootOf(exported);
      // A class asks who it extends whenever `super()` is called, so that it needn't be replaced by another.
      if (root !== null && root !== Recoverable) Object.setPrototypeOf(root, Recoverable);
    }
  };
}

/** The class that extends `DurableObject` itself: the given one, or one that it descends from. `null` where there is none. */
function rootOf(exported: unknown): object | null {
  for (let each = exported; typeof each === "function"; each = Object.getPrototypeOf(each)) {
    if (Object.getPrototypeOf(each) === DurableObject) return each;
  }
  return null;
}

/** What happens at a start before the object's own constructor: a restore that waits for it is carried out. */
function begin(ctx: DurableObjectState, parts: Parts): void {
  const session = new Session(ctx.storage, historyOf(ctx.id.toString()), parts);
  watchStorage(ctx, session);
  session.begin();
}

/** In the memory of the isolate, which all objects share and no restart of an object empties. */
const histories = new Map<string, History>();
onWipe(() => histories.clear());

function historyOf(id: string): History {
  const history = histories.get(id) ?? new History(id);
  histories.set(id, history);
  return history;
}
