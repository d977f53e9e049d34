import { describe, expect, it } from "vitest";
import { keysRead } from "#testkit/key-value";
import type { Page } from "../src/preference.ts";
import { ask, keysOf, options, pagesOf, userWith } from "./users.ts";

describe("3. A section is shown page by page", () => {
  it("shows keys with their values", async () => {
    const user = await userWith("values", { "git/autofetch": true, "git/depth": null });
    expect(await user.page("git"), "a section of two").toEqual({
      preferences: [
        { key: "git/autofetch", value: true },
        { key: "git/depth", value: null },
      ],
      next: null,
    });
  });

  it("shows nothing of a section whose name begins in the same way", async () => {
    const others = { "git-lfs/quota": 10, "gitlens/blame": true, "git0/a": 1, "gi/t": 1, "editor/git": "yes" };
    const user = await userWith("neighbours", { ...others, "git/autofetch": true, "git/z": 1 });
    const expected = ["git/autofetch", "git/z"];
    expect(keysOf(await pagesOf(user, "git")), "keys of the section git").toEqual(expected);
    const backwards = keysOf(await pagesOf(user, "git", { order: "z-a" }));
    expect(backwards, "keys of the section git, from z to a").toEqual(expected.toReversed());
  });

  it("is shown whole between neighbours that are larger", async () => {
    const neighbours = { ...options("git-lfs", 60), ...options("gitlens", 60) };
    const user = await userWith("large neighbours", { ...neighbours, ...options("git", 15) });
    const expected = Object.keys(options("git", 15));
    expect(keysOf(await pagesOf(user, "git")), "the 15 keys of the section git").toEqual(expected);
    const backwards = keysOf(await pagesOf(user, "git", { order: "z-a" }));
    expect(backwards, "the 15 keys of the section git, from z to a").toEqual(expected.toReversed());
  });

  it("goes from page to page without a repeat or a gap", async () => {
    const user = await userWith("forwards", options("git", 25));
    const pages = await pagesOf(user, "git");
    expect(keysOf(pages), "keys on all pages").toEqual(Object.keys(options("git", 25)));
    expect(sizes(pages), "preferences on each page of ten").toEqual([10, 10, 5]);
  });

  it("goes from z to a as well", async () => {
    const user = await userWith("backwards", options("git", 25));
    const pages = await pagesOf(user, "git", { order: "z-a" });
    expect(keysOf(pages), "keys on all pages").toEqual(Object.keys(options("git", 25)).toReversed());
    expect(sizes(pages), "preferences on each page of ten").toEqual([10, 10, 5]);
  });

  it("ends with the last preference, not with an empty page", async () => {
    const user = await userWith("no empty page", options("git", 20));
    expect(sizes(await pagesOf(user, "git")), "preferences on each page of ten").toEqual([10, 10]);
    const backwards = sizes(await pagesOf(user, "git", { order: "z-a" }));
    expect(backwards, "preferences on each page of ten, from z to a").toEqual([10, 10]);
  });

  for (const order of ["a-z", "z-a"] as const) {
    it(`goes on where it was when preferences come and go meanwhile, ${inWords(order)}`, async () => {
      const user = await userWith(`come and go ${order}`, options("git", 25));
      const all = Object.keys(options("git", 25));
      const expected = order === "a-z" ? all : all.toReversed();
      const pages = await pagesOf(user, "git", { order }, async () => {
        await user.forget(expected[2] as string);
        await user.forget(expected[9] as string);
        await user.save(order === "a-z" ? "git/first" : "git/zero", "new");
      });
      expect(keysOf(pages), "keys on all pages, while two of page 1 are forgotten and one comes before them").toEqual(
        expected,
      );
    });
  }

  for (const order of ["a-z", "z-a"] as const) {
    it(`reads no more than it needs of five hundred, ${inWords(order)}`, async () => {
      const user = await userWith(`cost ${order}`, options("git", 500));
      let cursor: string | undefined;
      for (const which of ["first", "second"]) {
        let page: Page | undefined;
        const read = await keysRead(user, async (instance) => {
          page = await instance.page("git", { order, cursor, limit: 20 });
        });
        expect(page?.preferences, `preferences on the ${which} page of 20`).toHaveLength(20);
        expect(read, `keys read for the ${which} page of 20 out of 500`).toBeLessThanOrEqual(40);
        cursor = page?.next ?? undefined;
      }
    });
  }

  it("is shown over HTTP", async () => {
    await userWith("http-3", options("git", 3));
    const ofThree = async (query: string) =>
      (await (await ask("GET", `http-3/sections/git?limit=2&order=z-a${query}`)).json()) as Page;
    const first = await ofThree("");
    expect(keysOf([first]), "keys on the first page of two").toEqual(["git/option-0002", "git/option-0001"]);
    const second = await ofThree(`&cursor=${encodeURIComponent(first.next ?? "")}`);
    expect(keysOf([second]), "keys on the second page").toEqual(["git/option-0000"]);
    expect(second.next, "cursor after the last").toBeNull();
  });
});

function inWords(order: "a-z" | "z-a"): string {
  return `from ${order.replace("-", " to ")}`;
}

function sizes(pages: Page[]): number[] {
  return pages.map((page) => page.preferences.length);
}
