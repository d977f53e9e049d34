import { expect, it } from "vitest";
import { openTerminal } from "../../src/ui/terminal.ts";

const value = { title: "A counter… that remembers", logs: ["“quoted” ✓", "🦀"] };

it.each([
  ["C", /^[\0-\x7f]*$/],
  ["de_CH.UTF-8", /“quoted” ✓/],
])("prints JSON that a program reads as it was, where the locale is %s", (LANG, looks) => {
  let printed = "";
  const stdout = { write: (text: string) => (printed += text) } as unknown as NodeJS.WriteStream & { fd: 1 };
  const { stdin, stderr } = process;
  openTerminal({ stdin, stdout, stderr, env: { LANG }, platform: "linux" }, false).printJson(value);
  expect(JSON.parse(printed)).toEqual(value);
  expect(printed).toMatch(looks);
});
