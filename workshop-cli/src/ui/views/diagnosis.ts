import type { Check } from "../../doctor/check.ts";
import type { Diagnosis } from "../../doctor/diagnose.ts";
import { drawPage, type Line, type Mark, roomOn } from "../page.ts";
import { padTo, wrap } from "../text.ts";
import type { Theme } from "../theme.ts";

/** What the doctor found: a line for each check, under it what to do where something is. */
export function diagnosisView(theme: Theme, { checks }: Diagnosis): string {
  const width = Math.max(...checks.map(({ name }) => name.length)) + 2;
  return drawPage(theme, {
    title: "Doctor",
    right: "is this machine fit?",
    body: checks.flatMap((check) => linesOf(theme, check, width)),
    end: [conclusion(checks)],
  });
}

function linesOf(theme: Theme, { name, state, detail, remedy }: Check, width: number): Line[] {
  const mark = marks[state];
  if (theme.isPlain) return [{ mark, text: `${name}: ${detail}` }, ...(remedy ? [remedy] : [])];
  const room = roomOn(theme) - width;
  const [first = "", ...rest] = [...wrap(detail, room), ...(remedy ? wrap(remedy, room) : [])];
  return [{ mark, text: padTo(name, width) + first }, ...rest.map((line) => " ".repeat(width) + line)];
}

const marks: Record<Check["state"], Mark> = { ok: "passed", warn: "attention", fail: "failed" };

function conclusion(checks: Check[]): string {
  const count = (wanted: Check["state"]) => checks.filter(({ state }) => state === wanted).length;
  if (count("fail") > 0) return `Not fit yet: ${count("fail")} of ${checks.length} failed.`;
  if (count("warn") > 0) return `Fit, with ${count("warn")} to look at.`;
  return "Fit.";
}
