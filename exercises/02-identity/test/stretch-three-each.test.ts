import { describe, expect, it } from "vitest";
import { ask, open, roomsMadeBy, roomsOf, unused } from "./site.ts";

describe("Stretch: a host opens three rooms, and no fourth", () => {
  it("is told so", async () => {
    for (const title of ["One", "Two", "Three"]) await open("nora", title);
    expect(
      (await ask("POST", "/private", { host: "nora", title: "Four" })).status,
      "the status for Nora's fourth",
    ).toBe(429);
    expect(
      (await roomsOf("nora")).map(({ title }) => title),
      "Nora's rooms",
    ).toEqual(["One", "Two", "Three"]);
  });

  it("makes no object by trying", async () => {
    for (const title of ["One", "Two", "Three"]) await open("otto", title);
    const title = unused("Four");
    const made = await roomsMadeBy(() => ask("POST", "/private", { host: "otto", title }));
    expect(made, "rooms made by Otto's fourth try").toBe(0);
  });

  it("keeps nobody else from opening one", async () => {
    for (const title of ["One", "Two", "Three"]) await open("pia", title);
    expect(
      (await ask("POST", "/private", { host: "quinn", title: "One" })).status,
      "the status for Quinn's first",
    ).toBe(201);
  });
});
