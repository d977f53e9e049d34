import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { open, type Received, type TestSocket, upgrade } from "#testkit/sockets";
import type { Snapshot } from "../src/protocol.ts";
import { type Edit, textWith } from "./text-with.ts";

/** A document of that name, and how to open it. */
export function documentOf(name: string) {
  const document = env.DOCUMENT.getByName(name);
  const call = () => runInDurableObject(document, () => {});
  /** Somebody opens it. What they are shown can still be read. */
  const enter = (writer: string): Promise<TestSocket> =>
    open(document.fetch(`https://docs.example/documents/${name}?name=${writer}`, upgrade), { call });
  return {
    document,
    enter,
    /** The document as a newcomer is shown it. */
    async shown(): Promise<Snapshot> {
      const newcomer = await enter("newcomer");
      const { version, text } = await newcomer.next("document");
      return { version, text } as Snapshot;
    },
  };
}

/** An edit that adds a text at a place, which is the beginning where none is given. */
export function adds(insert: string, version: number, at = 0) {
  return { type: "edit", version, at, remove: 0, insert };
}

/** An edit that takes so many characters out, from the beginning on. */
export function removes(remove: number, version: number) {
  return { type: "edit", version, at: 0, remove, insert: "" };
}

/** Sends an edit, and waits for whatever its writer is answered. */
export async function answerTo(writer: TestSocket, edit: unknown): Promise<Received> {
  writer.send(edit);
  return writer.next("accepted", "stale", "refused");
}

/** Sends an edit that must be taken, and answers the version that it made. */
export async function taken(writer: TestSocket, edit: ReturnType<typeof adds>): Promise<number> {
  const answer = await answerTo(writer, edit);
  if (answer.type === "accepted") return answer.version as number;
  throw new Error(`An edit of version ${edit.version}, which is the document's, is answered: ${inWords(answer)}`);
}

/** A message that can be read in a failing test: `edited 1 by ada: at 0, remove 0, insert "tea"`, or `stale 1: "tea"`. */
export function inWords({ type, version, by, at, remove, insert, text, why }: Received): string {
  if (type === "edited") return `edited ${version} by ${by}: at ${at}, remove ${remove}, insert "${insert}"`;
  if (type === "refused") return `refused: ${why}`;
  return type === "stale" ? `stale ${version}: "${text}"` : `${type} ${version}`;
}

/** What a page shows that has put its own text in at once, after all that it has been sent since, so many answers among it. */
export async function pageOf(writer: TestSocket, text: string, answers: number): Promise<string> {
  // One answer more: nothing comes after it that was sent before.
  writer.send("{");
  let shown = text;
  for (let answered = 0; answered <= answers; ) {
    const message = await writer.next("edited", "accepted", "stale", "refused");
    if (message.type === "edited") shown = textWith(shown, message as unknown as Edit);
    else answered++;
    if (message.type === "stale") shown = String(message.text);
  }
  return shown;
}
