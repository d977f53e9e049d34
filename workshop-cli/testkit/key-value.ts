import { runInDurableObject } from "cloudflare:test";

/** The most keys for one call: https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/#asynchronous-kv-api */
export const MOST_KEYS = 128;

/** The most bytes for a key and its value, documented as 2 MB: https://developers.cloudflare.com/durable-objects/platform/limits/ */
export const MOST_BYTES = 2 * 1024 * 1024;

/**
 * Runs `work` inside the object, where key-value calls beyond the limits that Cloudflare documents are refused with a
 * `RangeError`. Local workerd lets far more pass: any number of keys, and values of eight megabytes.
 *
 * - Refused are more than 128 keys in one `get()`, `put()` or `delete()`, inside of `transaction()` as well.
 * - Refused is a value that is larger than 2 MB together with its key. Counted are its texts and bytes alone, so that what
 *   is refused is sure to be too large. Of a view the whole buffer counts, for the whole of it is stored.
 * - All that the object does until `work` settles is held to it, calls from elsewhere included.
 */
export async function withinLimits<O extends Rpc.DurableObjectBranded, R>(
  stub: DurableObjectStub<O>,
  work: (instance: O, state: DurableObjectState) => R | Promise<R>,
): Promise<Awaited<R>> {
  const refuse: Between = ({ method, given, waits }, call) => {
    const refusal = refusalOf(method, given);
    if (refusal === null) return call();
    if (waits) return Promise.reject(refusal);
    throw refusal;
  };
  return runInDurableObject(stub, (instance, state) => withCalls(state.storage, refuse, () => work(instance, state)));
}

/**
 * Runs `work` inside the object and answers how many keys its key-value calls have read meanwhile: those that `get()` asked
 * for, there or not, and those that `list()` handed over. Each is billed as a row read.
 * https://developers.cloudflare.com/durable-objects/platform/pricing/#sqlite-storage-backend
 */
export async function keysRead<O extends Rpc.DurableObjectBranded>(
  stub: DurableObjectStub<O>,
  work: (instance: O, state: DurableObjectState) => unknown,
): Promise<number> {
  let keys = 0;
  const count: Between = ({ method, given: [first] }, call) => {
    const answer = call();
    if (method === "get") keys += Array.isArray(first) ? first.length : 1;
    if (method === "list") whenRead(answer, (more) => (keys += more));
    return answer;
  };
  await runInDurableObject(stub, (instance, state) => withCalls(state.storage, count, () => work(instance, state)));
  return keys;
}

/** Stands between a call of the object and its storage: may make the call, or answer or throw instead. */
type Between = (of: { method: Method; given: unknown[]; waits: boolean }, call: () => unknown) => unknown;

type Method = (typeof METHODS)[number];
const METHODS = ["get", "put", "delete", "list"] as const;

/** Puts own methods on both key-value APIs, and on each transaction, while `work` runs; then the platform's are there again. */
async function withCalls<R>(storage: DurableObjectStorage, between: Between, work: () => R): Promise<Awaited<R>> {
  if (Object.hasOwn(storage, "get"))
    throw new Error("withinLimits() or keysRead() is at work in this object already: await it first.");
  stand(storage, between, true);
  stand(storage.kv, between, false);
  const transaction = storage.transaction.bind(storage);
  const value: typeof transaction = (closure) =>
    transaction((inner) => {
      stand(inner, between, true);
      return closure(inner);
    });
  Object.defineProperty(storage, "transaction", { value, configurable: true });
  try {
    return await work();
  } finally {
    for (const name of [...METHODS, "transaction"]) Reflect.deleteProperty(storage, name);
    for (const name of METHODS) Reflect.deleteProperty(storage.kv, name);
  }
}

function stand(api: object, between: Between, waits: boolean): void {
  for (const method of METHODS) {
    const original: (...given: unknown[]) => unknown = Reflect.get(api, method).bind(api);
    const value = (...given: unknown[]) => between({ method, given, waits }, () => original(...given));
    Object.defineProperty(api, method, { value, configurable: true });
  }
}

/** Calls `add` with the number of keys that a list hands over: all at once as a `Map`, or one after the other. */
function whenRead(list: unknown, add: (keys: number) => void): void {
  if (list instanceof Promise) {
    list.then(
      (map: Map<string, unknown>) => add(map.size),
      () => {},
    );
    return;
  }
  const iterator = list as Iterator<unknown>;
  const next = iterator.next.bind(iterator);
  const value = () => {
    const result = next();
    if (!result.done) add(1);
    return result;
  };
  Object.defineProperty(iterator, "next", { value });
}

function refusalOf(method: Method, [first, second]: unknown[]): RangeError | null {
  if (method === "list" || first === null) return null;
  const isBatch = typeof first === "object";
  if (isBatch) {
    const keys = Array.isArray(first) ? first.length : Object.keys(first).length;
    if (keys > MOST_KEYS) return new RangeError(tooManyKeys(method, keys));
  }
  if (method !== "put") return null;
  const pairs: [string, unknown][] = isBatch ? Object.entries(first) : [[String(first), second]];
  for (const [key, value] of pairs) {
    const bytes = new TextEncoder().encode(key).length + bytesOf(value);
    if (bytes > MOST_BYTES) return new RangeError(tooLarge(key, bytes, value));
  }
  return null;
}

/** At least so many bytes are stored for this value. */
function bytesOf(value: unknown, seen = new Set<unknown>()): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text of these alone is stored with a byte a character.
  if (typeof value === "string") return /^[\x00-\xff]*$/.test(value) ? value.length : 2 * value.length;
  if (ArrayBuffer.isView(value)) return bytesOf(value.buffer, seen);
  if (typeof value !== "object" || value === null || seen.has(value)) return 0;
  seen.add(value);
  if (value instanceof ArrayBuffer) return value.byteLength;
  const parts = value instanceof Map || value instanceof Set ? [...value].flat() : Object.entries(value).flat();
  return parts.reduce<number>((sum, part) => sum + bytesOf(part, seen), 0);
}

function tooManyKeys(method: Method, keys: number): string {
  return `${method}() got ${keys} keys, and takes up to ${MOST_KEYS} at a time, as Cloudflare documents. Local workerd would have let it pass, these tests don't: cut them into batches.`;
}

function tooLarge(key: string, bytes: number, value: unknown): string {
  const isPart = ArrayBuffer.isView(value) && value.byteLength < value.buffer.byteLength;
  const view = isPart ? ` The value is a view of ${value.byteLength} bytes; stored is the whole buffer behind it.` : "";
  return `put() got ${bytes} bytes for the key ${key.slice(0, 80)}, and a key and its value may have up to 2 MB together, as Cloudflare documents. Local workerd would have let more pass, these tests don't.${view}`;
}
