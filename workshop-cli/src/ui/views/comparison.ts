import { diffLines } from "diff";
import type { TestResult } from "../../grading/verdict.ts";
import type { Line } from "../page.ts";
import type { Theme } from "../theme.ts";

const lineLimit = 14;

/** Expected and actual: beside each other's names when short, as a difference of lines when long. */
export function comparisonLines(theme: Theme, { expected, actual }: TestResult): Line[] {
  if (expected === null && actual === null) return [];
  if (!`${expected}${actual}`.includes("\n")) {
    return [
      ...(expected === null ? [] : [`  ${theme.soft("expected")}  ${theme.good(expected)}`]),
      ...(actual === null ? [] : [`  ${theme.soft("actual")}    ${theme.bad(actual)}`]),
    ];
  }
  const lines = diffLines(`${expected ?? ""}\n`, `${actual ?? ""}\n`).flatMap(({ added, removed, value }) =>
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
    { verbatim: lines.slice(0, lineLimit).join("\n") },
    ...(hidden > 0 ? [theme.soft(`    ${theme.glyph.more} ${hidden} more lines`)] : []),
  ];
}
