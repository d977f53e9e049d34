import type { TestSocket } from "#testkit/sockets";
import { type Edit, textWith } from "./text-with.ts";

/** What one who writes has of a document. */
export type Copy = {
  text: string;
  /** The versions of the edits that came, in the order in which they came. */
  versions: number[];
};

/** One who writes at the end of a document, and keeps a copy of it by what comes from the server. */
export type Typist = {
  /** Writes words, each of them again and again until it is taken. */
  write(words: string[]): Promise<void>;
  /** The copy, once all that has been sent so far is in it. */
  copy(): Promise<Copy>;
};

/** Sits down at a document that has just been opened. */
export async function typist(socket: TestSocket): Promise<Typist> {
  const opened = await socket.next("document");
  const versions: number[] = [];
  let [version, text] = [opened.version as number, opened.text as string];

  function carryOut(edit: Edit, made: number) {
    versions.push(made);
    if (made > version) [version, text] = [made, textWith(text, edit)];
  }

  /** Listens for the answer to what has been sent. */
  async function hear(answers: string[]) {
    for (;;) {
      const message = await socket.next("edited", ...answers);
      if (message.type !== "edited") return message;
      carryOut(message as unknown as Edit, message.version as number);
    }
  }

  async function writeWord(word: string): Promise<void> {
    const edit = { at: text.length, remove: 0, insert: word };
    socket.send({ type: "edit", version, ...edit });
    const answer = await hear(["accepted", "stale"]);
    if (answer.type === "accepted") return carryOut(edit, answer.version as number);
    [version, text] = [answer.version as number, answer.text as string];
    return writeWord(word);
  }

  return {
    async write(words) {
      for (const word of words) await writeWord(word);
    },
    async copy() {
      // Nothing comes after the answer to this that was sent before it.
      socket.send("{");
      await hear(["refused"]);
      return { text, versions };
    },
  };
}
