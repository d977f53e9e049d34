/** Writes a value as text for the way between Node and workerd: what JSON has, and what structured clone adds to it. */
export function encode(value: unknown): string {
  return JSON.stringify(pack(value));
}

/** Reads what `encode` wrote. */
export function decode(text: string): unknown {
  return unpack(JSON.parse(text));
}

type Packed = string | number | boolean | null | Packed[] | { [tag: string]: Packed };
type Codec = { matches(value: object): boolean; pack(value: never): Packed; unpack(packed: never): unknown };

/** Objects are packed as `{ "Map": … }`; a plain one as `{ "Object": … }`, so that no key of it is taken for a tag. */
const CODECS: Record<string, Codec> = {
  Date: {
    matches: (value) => value instanceof Date,
    pack: (date: Date) => pack(date.getTime()),
    unpack: (time: Packed) => new Date(unpack(time) as number),
  },
  Map: {
    matches: (value) => value instanceof Map,
    pack: (map: Map<unknown, unknown>) => [...map].map((pair) => pair.map(pack)),
    unpack: (pairs: [Packed, Packed][]) => new Map(pairs.map(([key, value]) => [unpack(key), unpack(value)])),
  },
  Set: {
    matches: (value) => value instanceof Set,
    pack: (set: Set<unknown>) => [...set].map(pack),
    unpack: (values: Packed[]) => new Set(values.map(unpack)),
  },
  Uint8Array: {
    matches: (value) => value instanceof Uint8Array,
    pack: (bytes: Uint8Array) => [...bytes],
    unpack: (bytes: number[]) => Uint8Array.from(bytes),
  },
  ArrayBuffer: {
    matches: (value) => value instanceof ArrayBuffer,
    pack: (buffer: ArrayBuffer) => [...new Uint8Array(buffer)],
    unpack: (bytes: number[]) => Uint8Array.from(bytes).buffer,
  },
  Error: {
    matches: (value) => value instanceof Error,
    pack: ({ name, message, ...own }: Error) => packEntries({ ...own, name, message }),
    unpack: (packed: Record<string, Packed>) => toError(unpackEntries(packed) as { name: string; message: string }),
  },
  Object: {
    matches: (value) => [Object.prototype, null].includes(Object.getPrototypeOf(value)),
    pack: packEntries,
    unpack: unpackEntries,
  },
};

function pack(value: unknown): Packed {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number")
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { number: sign(value) };
  if (typeof value === "bigint") return { bigint: `${value}` };
  if (value === undefined) return { undefined: null };
  if (Array.isArray(value)) return value.map(pack);
  if (typeof value === "object") {
    for (const [tag, codec] of Object.entries(CODECS)) {
      if (codec.matches(value)) return { [tag]: codec.pack(value as never) };
    }
  }
  throw new TypeError(`A test in Node can't send or receive this: ${String(value)}`);
}

function unpack(packed: Packed): unknown {
  if (packed === null || typeof packed !== "object") return packed;
  if (Array.isArray(packed)) return packed.map(unpack);
  const [tag, inner] = Object.entries(packed)[0] as [string, Packed];
  if (tag === "undefined") return undefined;
  if (tag === "bigint") return BigInt(inner as string);
  if (tag === "number") return Number(inner);
  return CODECS[tag]?.unpack(inner as never);
}

function packEntries(object: object): Packed {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, pack(value)]));
}

function unpackEntries(packed: Record<string, Packed>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(packed).map(([key, value]) => [key, unpack(value)]));
}

function sign(value: number): string {
  return Object.is(value, -0) ? "-0" : `${value}`;
}

/** As over RPC, an error of JavaScript's own keeps its class, another its name. */
function toError({ name, message, ...own }: { name: string; message: string }): Error {
  const Class = [TypeError, RangeError, SyntaxError, ReferenceError].find((candidate) => candidate.name === name);
  const error = new (Class ?? Error)(message);
  if (error.name !== name) error.name = name;
  return Object.assign(error, own);
}
