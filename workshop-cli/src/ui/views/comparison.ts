import { diffLines } from "diff";
import type { TestResult } from "../../grading/verdict.ts";
import { type Line, roomOn } from "../page.ts";
import { cutTo, printable } from "../text.ts";
import type { Theme } from "../theme.ts";

const lineLimit = 14;
const valueLimit = 300;

/** Expected and actual: beside each other's names when short, as a difference of lines when long. */
export function comparisonLines(theme: Theme, test: TestResult): Line[] {
  if (test.expected === null || test.actual === null) return [];
  const [expected, actual] = [printable(test.expected), printable(test.actual)];
  if (!`${expected}${actual}`.includes("\n")) {
    const short = (value: string) => cutTo(visible(value), valueLimit, theme.glyph.more);
    return [
      `  ${theme.soft("expected")}  ${theme.good(short(expected))}`,
      `  ${theme.soft("actual")}    ${theme.bad(short(actual))}`,
    ];
  }
  const lines = diffLines(`${expected}\n`, `${actual}\n`).flatMap(({ added, removed, value }) =>
    value
      .replace(/\n$/, "")
      .split("\n")
      .map((line) => {
        if (removed) return theme.good(`  - ${line}`);
        return added ? theme.bad(`  + ${line}`) : theme.soft(`    ${line}`);
      }),
  );
  const hidden = lines.length - lineLimit;
  return [
    `  ${theme.good("- expected")}   ${theme.bad("+ actual")}`,
    {
      verbatim: lines
        .slice(0, lineLimit)
        .map((line) => cutTo(line, roomOn(theme), theme.glyph.more))
        .join("\n"),
    },
    ...(hidden > 0 ? [theme.soft(`    ${theme.glyph.more} ${hidden} more lines`)] : []),
  ];
}

/** A text that is empty, or begins or ends with a space, can be seen only in quotes. */
function visible(value: string): string {
  return /^$|^\s|\s$/.test(value) ? JSON.stringify(value) : value;
}
