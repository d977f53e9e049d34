import { type Edit, LONGEST, type Refusal, refused } from "./edit.ts";

/** What a writer sends: an edit, and the version of the document that it was made on. `merge` is for the stretch, and an edit like others before. */
export type EditRequest = { type: "edit" | "merge"; version: number } & Edit;

/** A text, and how many edits have made it what it is. */
export type Snapshot = { version: number; text: string };

/** What a writer is sent. */
export type Reply =
  /** The document as it is, to whoever opens it. */
  | ({ type: "document" } & Snapshot)
  /** To who wrote it: the edit was taken, and made this version. Those that were merged come with the text. */
  | { type: "accepted"; version: number; text?: string }
  /** To who wrote it: the edit wasn't taken, for it was made on another version than this one. */
  | ({ type: "stale" } & Snapshot)
  /** To the others: an edit, which made this version. */
  | ({ type: "edited"; version: number; by: string } & Edit)
  | Refusal;

/** Reads what a writer has sent, or says what is wrong with it. */
export function parseRequest(data: string | ArrayBuffer): EditRequest | Refusal {
  if (typeof data !== "string") return refused("Send text, not binary data.");
  // JSON writes a unit with six characters at most.
  if (data.length > 6 * LONGEST + 200) return refused(`A document has at most ${LONGEST} characters.`);
  const message = parseJson(data);
  if (typeof message !== "object" || message === null) return refused("Send a JSON object.");
  const { type, version, at, remove, insert } = message as Record<string, unknown>;
  if (type !== "edit" && type !== "merge") return refused("Send an edit.");
  if (!isCount(version) || !isCount(at) || !isCount(remove)) return refused("Say which version, where, and how much.");
  if (typeof insert !== "string" || (insert === "" && remove === 0)) return refused("Change something.");
  return { type, version, at, remove, insert };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
