import { firstFailure } from "../../grading/first-failure.ts";
import type { ObjectSeen, TableSeen, TestSeen, Verdict } from "../../grading/verdict.ts";
import { drawPage, type Line, roomOn } from "../page.ts";
import { cutTo, printable, widthOf } from "../text.ts";
import type { Theme } from "../theme.ts";
import { counted } from "../words.ts";

/** What the objects held that the first failing test touched, as it left them; of a task, where one is asked for. */
export function xrayView(theme: Theme, verdict: Verdict, task?: number): string {
  const failure = firstFailure(verdict, task);
  const seen = verdict.xray.find(({ task, test }) => task === failure?.task && test === failure?.name);
  return drawPage(theme, {
    title: "X-ray",
    body: seen === undefined ? [nothingSeen(verdict)] : [`After "${seen.test}":`, ...objectLines(theme, seen)],
  });
}

function nothingSeen({ state, xray }: Verdict): string {
  if (state === "passed") return "Every test passed: there is nothing to look into.";
  if (state !== "failed") return "No test came to an end, so there is no object to look into.";
  return xray.length === 0
    ? "The failing tests have left no object to look into."
    : "The first failing test has left no object to look into; `npx workshop test --json` shows those of the others.";
}

function objectLines(theme: Theme, { objects }: TestSeen): Line[] {
  return objects.flatMap((object) => [
    "",
    { mark: "step", text: theme.strong(nameOf(object)) },
    ...contents(theme, object),
  ]);
}

function nameOf({ className, name, id }: ObjectSeen): string {
  return name === null ? `${className} with the id ${id.slice(0, 8)}…` : `${className} "${printable(name)}"`;
}

function contents(theme: Theme, object: ObjectSeen): Line[] {
  const { tables, keys, keyCount, alarm, sockets } = object;
  const lines = [
    ...tables.flatMap((table) => tableLines(theme, table)),
    ...keyLines(theme, keys, keyCount),
    ...(alarm === null ? [] : [`alarm  ${alarm}`]),
    ...sockets.map(
      ({ tags, attachment }) => `socket  tags: ${tags.join(", ") || "none"}; attachment: ${printable(attachment)}`,
    ),
  ];
  return lines.length > 0 ? lines : ["Nothing is stored in it, and no alarm is set."];
}

function tableLines(theme: Theme, { name, columns, rows, rowCount }: TableSeen): Line[] {
  const heading = `table ${name}, ${counted(rowCount, "row")}`;
  if (rows.length === 0) return [heading];
  if (theme.isPlain)
    return [heading, ...rows.map((row) => row.map((value, at) => `${columns[at]}: ${value}`).join("; "))];
  return [heading, { verbatim: grid(theme, [columns, ...rows]) }, ...more(rowCount - rows.length, "row")];
}

/** Columns as wide as what is in them, cut where the screen ends. */
function grid(theme: Theme, rows: string[][]): string {
  const shown = rows.map((row) =>
    row.map((value) => cutTo(printable(value).replaceAll("\n", " "), 30, theme.glyph.more)),
  );
  const widths = (shown[0] ?? []).map((_, at) => Math.max(...shown.map((row) => widthOf(row[at] ?? ""))));
  const lines = shown.map((row) =>
    row.map((value, at) => value + " ".repeat((widths[at] ?? 0) - widthOf(value))).join("  "),
  );
  return lines
    .map((line) => cutTo(`  ${line.trimEnd()}`, roomOn(theme), theme.glyph.more))
    .map((line, at) => (at === 0 ? theme.soft(line) : line))
    .join("\n");
}

function keyLines(theme: Theme, keys: ObjectSeen["keys"], count: number): Line[] {
  if (count === 0) return [];
  const lines = keys.map(({ key, value }) => `  ${printable(key)}  ${printable(value)}`);
  return [
    counted(count, "key"),
    { verbatim: lines.map((line) => cutTo(line, roomOn(theme), theme.glyph.more)).join("\n") },
    ...more(count - keys.length, "key"),
  ];
}

function more(count: number, what: string): Line[] {
  return count > 0 ? [`  and ${counted(count, `more ${what}`)}`] : [];
}
