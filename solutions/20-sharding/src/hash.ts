/** A number from 0 to 2^32 - 1 that is the same for the same text, always and everywhere (FNV-1a). Not for secrets. */
export function hash(text: string): number {
  let hashed = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hashed = Math.imul(hashed ^ byte, 0x01000193) >>> 0;
  return hashed;
}
