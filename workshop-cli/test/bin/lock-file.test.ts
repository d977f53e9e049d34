import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  packages: Record<string, Entry>;
};
type Entry = {
  version: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
  dependencies?: Record<string, string>;
};

describe("The lock file", () => {
  it("has the packages of every platform, without which npm refuses to install", () => {
    const absent = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isFoundFrom(path, name)),
    );
    expect(absent).toEqual([]);
  });

  it("names no registry", () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved)).toEqual([]);
  });

  it("has one workerd, wrangler and miniflare", () => {
    const copies = Object.keys(packages).filter((path) => /node_modules\/(workerd|wrangler|miniflare)$/.test(path));
    expect(copies.length).toBe(3);
  });
});

describe("The launcher's folder", () => {
  it("is where package.json says", () => {
    const { bin, scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(scripts.start).toBe(`node ${bin.workshop}`);
    expect(existsSync(join(root, bin.workshop))).toBe(true);
  });
});

/** As Node and npm look for a package: in the folder itself, then further up. */
function isFoundFrom(path: string, name: string): boolean {
  const folders = [
    path,
    ...path.split("/node_modules/").map((_, at, all) => all.slice(0, -at - 1).join("/node_modules/")),
  ];
  return folders.some((folder) => [folder, "node_modules", name].filter(Boolean).join("/") in packages);
}
