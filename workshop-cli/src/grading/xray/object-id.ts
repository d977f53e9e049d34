import { createHash, createHmac } from "node:crypto";

/**
 * The id of the object with this name, as workerd makes it: what is left of two keyed hashes. Only so can a file in
 * which an object's storage lies be told from its name.
 *
 * @param namespace the namespace's unique key, which in Miniflare is the folder of its objects.
 * @see https://github.com/cloudflare/workerd/blob/main/src/workerd/server/actor-id-impl.c%2B%2B
 */
export function idOfName(namespace: string, name: string): string {
  const key = createHash("sha256").update(namespace).digest();
  const half = (data: Buffer | string) => createHmac("sha256", key).update(data).digest().subarray(0, 16);
  const base = half(name);
  return Buffer.concat([base, half(base)]).toString("hex");
}
