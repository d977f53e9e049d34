import { env } from "cloudflare:workers";

/** An object that was asked for, the name by which it was, if any, and how to ask for it in the same way again. */
export type Reached = { name: string | null; again(): DurableObjectStub };

type Watch = {
  /** By id. */
  objects: Map<string, Reached>;
  listeners: Map<string, (object: Reached) => void>;
};

/** Every object, of whatever class, that a test or the Worker has asked for, by its id. */
export function reachedObjects(): Map<string, Reached> {
  return watch.objects;
}

/**
 * Has `heard` called with every object that is asked for.
 *
 * @param listener who listens: one that is there again, in a file that was loaded anew, takes the place of the earlier.
 */
export function onReached(listener: string, heard: (object: Reached) => void): void {
  watch.listeners.set(listener, heard);
}

/** The namespaces that the Worker is bound to. */
export function boundNamespaces(): DurableObjectNamespace[] {
  const bindings: unknown[] = Object.values(env);
  // A binding of another kind has any property that one asks for. The tools have a namespace of their own, of another class.
  return bindings.filter(
    (binding): binding is DurableObjectNamespace => binding?.constructor.name === "DurableObjectNamespace",
  );
}

/** One for the isolate, however often this file is loaded. */
const watch = watchNamespaces();

function watchNamespaces(): Watch {
  const isolate = globalThis as { [key: symbol]: Watch | undefined };
  const here = Symbol.for("workshop:reached");
  if (isolate[here]) return isolate[here];
  const watch: Watch = { objects: new Map(), listeners: new Map() };
  isolate[here] = watch;
  const hear = (id: DurableObjectId, object: Reached) => {
    watch.objects.set(id.toString(), object);
    for (const heard of watch.listeners.values()) heard(object);
  };
  // An id alone doesn't tell its name.
  const names = new Map<string, string>();
  const prototype: DurableObjectNamespace = Object.getPrototypeOf(boundNamespaces()[0] ?? {});
  const { get, getByName, idFromName } = prototype;
  if (get === undefined) return watch;
  prototype.idFromName = function (this: DurableObjectNamespace, name) {
    const id = idFromName.call(this, name);
    names.set(id.toString(), String(name));
    return id;
  };
  prototype.getByName = function (this: DurableObjectNamespace, ...given) {
    const stub = getByName.apply(this, given);
    hear(stub.id, { name: String(given[0]), again: () => getByName.apply(this, given) });
    return stub;
  };
  prototype.get = function (this: DurableObjectNamespace, id, ...others) {
    const name = names.get(id.toString()) ?? null;
    hear(id, { name, again: () => (name === null ? get.call(this, id) : getByName.call(this, name)) });
    return get.call(this, id, ...others);
  };
  return watch;
}
