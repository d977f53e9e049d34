/** What a visitor may send. */
export type Request =
  | { type: "say"; text: string }
  | { type: "whisper"; to: string; text: string }
  | { type: "rename"; name: string };

/** What a visitor is sent. */
export type Reply =
  | { type: "history"; said: Said[] }
  | ({ type: "said" } & Said)
  | { type: "whispered"; name: string; text: string }
  | { type: "joined" | "left"; name: string }
  | { type: "renamed"; from: string; name: string }
  | { type: "refused"; why: string };

/** What somebody has said. Ids grow. */
export type Said = { id: number; name: string; text: string };

/** The longest text, in characters. */
const LONGEST = 500;

/** Reads what a visitor has sent, or says what is wrong with it. */
export function parseRequest(data: string | ArrayBuffer): Request | { type: "refused"; why: string } {
  if (typeof data !== "string") return refused("Send text, not binary data.");
  const message = parseJson(data);
  if (typeof message !== "object" || message === null) return refused("Send a JSON object.");
  const { type, text, to, name } = message as Record<string, unknown>;
  if (type === "rename" && isName(name)) return { type, name };
  if (type !== "say" && type !== "whisper") return refused("Send what is known: say, whisper or rename.");
  if (typeof text !== "string" || text.trim() === "") return refused("Send a text.");
  if (text.length > LONGEST) return refused(`Send at most ${LONGEST} characters.`);
  if (type === "say") return { type, text };
  return isName(to) ? { type, to, text } : refused("Say to whom.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isName(name: unknown): name is string {
  return typeof name === "string" && /^[\w-]{1,24}$/.test(name);
}

function refused(why: string): { type: "refused"; why: string } {
  return { type: "refused", why };
}
