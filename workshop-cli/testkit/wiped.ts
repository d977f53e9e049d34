/** Has `forget` called whenever all objects are wiped: for what is kept of them outside of their storage. */
export function onWipe(forget: () => void): void {
  listeners().push(forget);
}

/** One list for the isolate, however often this file is loaded. */
export function listeners(): (() => void)[] {
  const isolate = globalThis as { [key: symbol]: (() => void)[] | undefined };
  const here = Symbol.for("workshop:wiped");
  const list = isolate[here] ?? [];
  isolate[here] = list;
  return list;
}
