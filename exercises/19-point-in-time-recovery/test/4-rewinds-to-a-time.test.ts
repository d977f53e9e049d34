import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { DAY, freezeDate, HOUR, MINUTE, moveDate } from "#testkit/time";
import { goBack, notebook, texts } from "./notebooks.ts";

const rewound = (name: string, time: number) => goBack(name, (it) => it.rewindTo(time));

/** A notebook that got a note at noon, and one each hour after. Answers noon. It is half past the last hour now. */
async function hourly(name: string): Promise<number> {
  const noon = freezeDate();
  for (const text of ["noon", "one", "two", "three"]) {
    await notebook(name).write(text);
    await notebook(name).rename(text);
    moveDate(HOUR);
  }
  moveDate(-HOUR / 2);
  return noon;
}

describe("4. A notebook can be taken back to a time", () => {
  it.for([
    ["between two notes", 1.5 * HOUR, ["noon", "one"]],
    ["of a note", 2 * HOUR, ["noon", "one", "two"]],
    ["just before a note", 2 * HOUR - 1, ["noon", "one"]],
    ["before the first", -HOUR, []],
  ] as const)("goes back to a time %s", async ([which, after, expected]) => {
    const noon = await hourly(which);
    await rewound(which, noon + after);
    expect(await texts(which), `notes of a time ${which}`).toEqual(expected);
  });

  it("goes back to a time within a second", async () => {
    const noon = freezeDate();
    for (const text of ["noon", "after 400 ms", "after 800 ms"]) {
      await notebook("within a second").write(text);
      moveDate(400);
    }
    await rewound("within a second", noon + 600);
    expect(await texts("within a second"), "notes of 600 ms after noon").toEqual(["noon", "after 400 ms"]);
  });

  it("goes back further, and forward again", async () => {
    const noon = await hourly("further");
    await rewound("further", noon + 2.5 * HOUR);
    moveDate(MINUTE);
    await rewound("further", noon + 0.5 * HOUR);
    expect(await texts("further"), "notes of half past noon").toEqual(["noon"]);
    moveDate(MINUTE);
    await rewound("further", noon + 3.25 * HOUR);
    expect(await texts("further"), "notes of quarter past three, before anybody went back").toHaveLength(4);
  });

  it.for([
    ["more than thirty days ago", () => Date.now() - 30 * DAY - 1],
    ["that hasn't come", () => Date.now() + MINUTE],
    ["that comes in a moment", () => Date.now() + 1],
    ["that is none", () => Number.NaN],
  ] as const)("refuses a time %s, says why, and changes nothing", async ([which, time]) => {
    await hourly(which);
    await runInDurableObject(notebook(which), (instance) => Object.assign(instance, { seen: true }));
    expect(await rewound(which, time()), "how the call ended").toMatch(/^refused: ./);
    const stayed = await runInDurableObject(notebook(which), (instance) => "seen" in instance);
    expect(stayed, "the notebook has stayed in memory").toBe(true);
    expect(await texts(which), "notes afterwards").toHaveLength(4);
    expect(await env.SHELF.getByName(which).find("undo"), "there is nothing to undo").toBeNull();
  });
});
