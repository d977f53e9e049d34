import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { workshop } from "./session.ts";
import { answerIn, smallWorkshop } from "./small-workshop.ts";

describe("hints", () => {
  it("come one rung at a time, for the task that is asked for, and stay at the last", async () => {
    const root = smallWorkshop();
    const seen = [];
    for (let times = 0; times < 4; times++) seen.push((await workshop(root, "hint", "1", "--task", "2")).out);
    expect(seen.map((out) => out.match(/Hint \d of \d/)?.[0])).toEqual([
      "Hint 1 of 3",
      "Hint 2 of 3",
      "Hint 3 of 3",
      "Hint 3 of 3",
    ]);
    expect((await workshop(root, "hint", "1")).out).toContain("What does it answer now?");
    const { exercises } = JSON.parse((await workshop(root, "status", "--json")).out);
    expect(exercises[0]).toMatchObject({ hintsUsed: 4, state: "not-started" });
  });

  it("say so where the course has none", async () => {
    const root = smallWorkshop();
    writeFileSync(join(root, "exercises/01-counter/hints.md"), "# Hints\n");
    for (const all of [[], ["--all"]]) {
      const { code, refused } = await workshop(root, "hint", "1", ...all);
      expect(code).toBe(4);
      expect(refused).toMatch(/There are no hints for task 1 of A counter\.[\s\S]*exercises\/01-counter\/hints\.md/);
    }
  });

  it("come all at once", async () => {
    expect((await workshop(smallWorkshop(), "hint", "1", "--all")).out.match(/Hint \d/g)).toHaveLength(3);
  });
});

describe("a hint", () => {
  it("names a mistake that the failing tests give away, once, and then goes by rungs", async () => {
    const root = smallWorkshop();
    await workshop(root, "diff", "1", "--yes");
    writeFileSync(answerIn(root), "export function count() {\n  return 2;\n}\n");
    const named = await workshop(root, "hint");
    expect(named.out).toContain("Each view counts twice.");
    expect(named.out).toContain("The author is happy for no reason.");
    expect(named.out).toContain("How often has the page been seen?");
    expect((await workshop(root, "hint")).out).toContain("Hint 1 of 3");
    expect((await workshop(root, "hint", "--all")).out).toMatch(/Each view counts twice[\s\S]*Hint 3 of 3/);
    expect((await workshop(root, "hint", "--task", "2")).out).toContain("What is kept?");
  });

  it("isn't needed after a pass, unless a task is named", async () => {
    const root = smallWorkshop();
    await workshop(root, "solution", "1", "--apply", "--yes");
    await workshop(root, "test", "1");
    expect((await workshop(root, "hint", "1")).out).toContain("Every task passes.");
    expect((await workshop(root, "hint", "1", "--all")).out).toContain("Every task passes.");
    expect((await workshop(root, "hint", "1", "--task", "2")).out).toContain("Hint 1 of");
  });

  it.each<[string, object | null, number]>([
    ["once, while nothing changes", null, 1],
    [
      "again after a run that the machine ended",
      { verdict: { state: "broken", problem: "The process ended early." } },
      2,
    ],
    ["again after a run that took too long", { verdict: { state: "timed-out", problem: "It took too long." } }, 2],
    ["again when the workshop was updated", { edition: "0.0.1 abc1234" }, 2],
  ])("grades %s", async (_, before, times) => {
    const root = smallWorkshop();
    await workshop(root, "diff", "1", "--yes");
    writeFileSync(answerIn(root), "export function count() {\n  return 2;\n}\n");
    await workshop(root, "hint");
    if (before) changeLastVerdict(root, before);
    const { notices } = await workshop(root, "hint");
    expect(notices).toBe("");
    expect(readFileSync(join(root, ".workshop/events.ndjson"), "utf8").match(/"graded"/g)).toHaveLength(times);
  });

  it("says why there is nothing to judge", async () => {
    const root = smallWorkshop();
    await workshop(root, "diff", "1", "--yes");
    writeFileSync(join(root, "workspace/counter/wrangler.jsonc"), "{");
    const { notices, out } = await workshop(root, "hint");
    expect(notices).toContain("wrangler.jsonc isn't valid JSON");
    expect(out).toContain("Hint 1 of 3");
  });
});

function changeLastVerdict(root: string, by: { verdict?: object; edition?: string }): void {
  const file = join(root, ".workshop/verdicts/counter.json");
  const last = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...last, ...by, verdict: { ...last.verdict, ...by.verdict } }));
}
