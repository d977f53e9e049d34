import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import { connect } from "#testkit/sockets";
import { type Copy, typist } from "./typist.ts";

let worker: PlainWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker?.dispose());

const names = ["ada", "bob", "cem", "dana", "eve"];
/** Each longer than the one before, so that a place in an older text is seldom the end of a word by chance. */
const wordsOf = (name: string) => [1, 2, 3, 4].map((number) => `${name}${"!".repeat(number)} `);

describe("3. Everybody sees the same edits in the same order", () => {
  it("shows five who write at once the same edits, and the same text", async () => {
    const open = (name: string) => connect(new URL(`/documents/five?name=${name}`, worker.url)).then(typist);
    const typists = await Promise.all(names.map(open));
    await Promise.all(typists.map((one, index) => one.write(wordsOf(names[index] as string))));
    const copies = await Promise.all(typists.map((one) => one.copy()));
    const [ada, ...others] = copies as [Copy, ...Copy[]];
    const inOrder = Array.from({ length: 20 }, (_, index) => index + 1).join(" ");
    for (const { versions } of copies) {
      expect(versions.join(" "), "the versions of twenty edits, as they came to one of the five").toBe(inOrder);
    }
    for (const { text } of others) expect(text, "the text that another one has, and Ada's").toBe(ada.text);
    const words = ada.text.match(/\S+ /g)?.sort();
    expect(words, "the words in the text, all of which were taken").toEqual(names.flatMap(wordsOf).sort());
  });
});
