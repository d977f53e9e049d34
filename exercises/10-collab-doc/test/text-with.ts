/** An edit, as it is sent. */
export type Edit = { at: number; remove: number; insert: string };

/** A text with an edit carried out, wherever it was meant for. */
export function textWith(text: string, { at, remove, insert }: Edit): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}
