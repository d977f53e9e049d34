import { expect, it } from "vitest";
import type { Material } from "../../src/authoring/material.ts";
import { generatedTypesAreCurrent } from "../../src/authoring/rules/generated-types.ts";
import { folderWith } from "../throwaway.ts";

const unfit = [
  { what: "has no compatibility date", text: '{ "name": "tiny" }', says: /compatibility date/ },
  { what: "isn't JSON", text: '{ "name": ', says: /ValueExpected/ },
];

it.each(unfit)("names a wrangler.jsonc that $what, where wrangler throws", async ({ text, says }) => {
  const root = folderWith({ "01-tiny/wrangler.jsonc": text });
  const material = { course: { root }, exercise: { folder: `${root}/01-tiny` } } as Material;
  const problems = await generatedTypesAreCurrent.check(material);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.file).toBe("01-tiny/wrangler.jsonc");
  expect(problems[0]?.message).toMatch(says);
});
