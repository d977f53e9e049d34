const CUSTOMERS = ["ada", "bob", "cleo", "dan", "eve", "finn", "gwen", "hugo"];

/** Stands for a table of keys. Each customer has two, such as `ada-phone` and `ada-laptop`; real ones would be random. */
const KEYS = new Map(
  CUSTOMERS.flatMap((name) => [
    [`${name}-phone`, name],
    [`${name}-laptop`, name],
  ]),
);

/** The name of the customer who has this key; `null` where nobody has. */
export function customerOf(key: string): string | null {
  return KEYS.get(key) ?? null;
}
