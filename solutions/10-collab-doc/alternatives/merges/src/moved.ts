import type { Edit } from "./edit.ts";

/**
 * An edit, as it has to be carried out after another one that its writer hadn't seen. What the other one has written
 * in the middle of what this one deletes stays, so that two may come of it.
 */
export function moved(edit: Edit, over: Edit): Edit[] {
  const [end, overEnd] = [edit.at + edit.remove, over.at + over.remove];
  if (edit.at >= over.at) {
    const from = Math.max(edit.at, overEnd);
    return [{ ...edit, at: from + over.insert.length - over.remove, remove: Math.max(end - from, 0) }];
  }
  const before = { ...edit, remove: Math.min(end, over.at) - edit.at };
  const behind = { at: over.at + over.insert.length, remove: end - overEnd, insert: "" };
  return behind.remove > 0 ? [before, behind] : [before];
}
