import { describe, expect, it } from "vitest";
import { ask, open, roomsMadeBy, roomsOf, unused } from "./site.ts";

describe("Stretch: a host opens three rooms, and no fourth", () => {
  it("is told so", async () => {
    for (const title of ["One", "Two", "Three"]) await open("ada", title);
    expect((await ask("POST", "/private", { host: "ada", title: "Four" })).status, "the status for Ada's fourth").toBe(
      429,
    );
    expect(
      (await roomsOf("ada")).map(({ title }) => title),
      "Ada's rooms",
    ).toEqual(["One", "Two", "Three"]);
  });

  it("makes no object by trying", async () => {
    for (const title of ["One", "Two", "Three"]) await open("bob", title);
    const title = unused("Four");
    const made = await roomsMadeBy(() => ask("POST", "/private", { host: "bob", title }));
    expect(made, "rooms made by Bob's fourth try").toBe(0);
  });

  it("keeps nobody else from opening one", async () => {
    for (const title of ["One", "Two", "Three"]) await open("cleo", title);
    expect((await ask("POST", "/private", { host: "dan", title: "One" })).status, "the status for Dan's first").toBe(
      201,
    );
  });
});
