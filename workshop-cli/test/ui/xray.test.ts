import { describe, expect, it } from "vitest";
import type { ObjectSeen } from "../../src/grading/verdict.ts";
import { xrayView } from "../../src/ui/views/xray.ts";
import { themeWith } from "./themes.ts";
import { verdict } from "./verdicts.ts";

const object: ObjectSeen = {
  className: "Counter",
  name: "evicted",
  id: "f".repeat(64),
  tables: [
    {
      name: "pages",
      columns: ["path", "views"],
      rows: [
        ["/", "12"],
        ["/about", "NULL"],
      ],
      rowCount: 1_002,
    },
    { name: "empty", columns: ["id"], rows: [], rowCount: 0 },
  ],
  keys: [{ key: "count", value: "{ n: 1 }" }],
  keyCount: 11,
  alarm: "2040-01-01T00:00:00.000Z",
  sockets: [{ tags: ["hall"], attachment: '{"name":"ada"}' }],
};
const plain = themeWith({ plain: true });
const test = "keeps the count when the object is evicted";

describe("the X-ray", () => {
  it("shows tables, keys, the alarm and sockets, big things with a count", () => {
    const text = xrayView(themeWith(), verdict({ xray: [{ task: 2, test, objects: [object] }] }));
    expect(text.split("\n").map((line) => line.replace(/^[│┌└◇] {0,2}/, ""))).toEqual([
      "X-ray",
      "",
      `After "${test}":`,
      "",
      'Counter "evicted"',
      "table pages, 1002 rows",
      "  path    views",
      "  /       12",
      "  /about  NULL",
      "  and 1000 more rows",
      "table empty, 0 rows",
      "11 keys",
      "  count  { n: 1 }",
      "  and 10 more keys",
      "alarm  2040-01-01T00:00:00.000Z",
      'socket  tags: hall; attachment: {"name":"ada"}',
      "",
    ]);
  });

  it("names columns beside their values where it is read line by line", () => {
    const text = xrayView(plain, verdict({ xray: [{ task: 2, test, objects: [object] }] }));
    expect(text).toContain("path: /about; views: NULL");
  });

  it("says that nothing is stored, which is what there is to see", () => {
    const empty = { ...object, tables: [], keys: [], keyCount: 0, alarm: null, sockets: [] };
    const text = xrayView(plain, verdict({ xray: [{ task: 2, test, objects: [empty] }] }));
    expect(text).toContain("Nothing is stored in it, and no alarm is set.");
  });

  it.each([
    ["a pass", verdict({ state: "passed" }), "Every test passed"],
    ["a run that was ended", verdict({ state: "timed-out" }), "No test came to an end"],
    ["a failure without objects", verdict(), "left no object"],
    [
      "objects of another test only",
      verdict({ xray: [{ task: 2, test: "x", objects: [object] }] }),
      "those of the others",
    ],
  ])("says why there is nothing to see after %s", (_, given, words) => {
    expect(xrayView(plain, given)).toContain(words);
  });
});
