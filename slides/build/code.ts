import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";

hljs.registerLanguage("ts", typescript);
hljs.registerLanguage("jsonc", json);
hljs.registerLanguage("json", json);
hljs.registerLanguage("sql", sql);
hljs.registerLanguage("sh", bash);

/** Lines of code to be looked at together, from 0 on; `to` is in it. */
export type Step = { from: number; to: number };

/** Code as HTML: one element for each line, so that long lines wrap under themselves and steps can light some of them. */
export function codeHtml(lines: string[], language: string, steps: Step[]): string {
  const html = splitLines(hljs.highlight(lines.join("\n"), { language, ignoreIllegals: true }).value);
  const rows = html.map((row, index) => {
    const indent = (lines[index] as string).length - (lines[index] as string).trimStart().length;
    return `<span class="line" style="--indent:${indent}">${row.replace(/^((?:<span[^>]*>)*) +/, "$1") || " "}</span>`;
  });
  // The steps are fragments without a body: reveal.js counts them, client/code-steps.ts lights the lines.
  const marks = steps.map(({ from, to }) => `<i class="fragment code-step" data-from="${from}" data-to="${to}"></i>`);
  return `<pre class="code ${sizeOf(lines)}"><code class="language-${language}">${rows.join("")}</code>${marks.join("")}</pre>`;
}

/** Finds the lines that a step names: `text`, or `text … text`. Comments aren't looked at. */
export function findStep(lines: string[], step: string): Step | { problem: string } {
  const [first = "", last] = step.split(" … ");
  const from = lines.findIndex((line) => line.includes(first) && !/^\s*(\/\/|\*|\/\*)/.test(line));
  if (from < 0) return { problem: `no line of it contains "${first}"` };
  if (last === undefined) return { from, to: from };
  const to = lines.findIndex((line, index) => index >= from && line.includes(last));
  return to < 0 ? { problem: `no line of it contains "${last}" after "${first}"` } : { from, to };
}

/** The largest type in which the code fits. */
function sizeOf(lines: string[]): string {
  const rows = (columns: number) => lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
  if (rows(76) <= 10) return "large";
  return rows(86) <= 14 ? "medium" : "small";
}

/** Closes at each line's end what is open there, and opens it again in the next. */
function splitLines(html: string): string[] {
  let open: string[] = [];
  return html.split("\n").map((line) => {
    const before = open.join("");
    for (const [tag] of line.matchAll(/<\/?span[^>]*>/g)) {
      open = tag === "</span>" ? open.slice(0, -1) : [...open, tag];
    }
    return `${before}${line}${"</span>".repeat(open.length)}`;
  });
}
