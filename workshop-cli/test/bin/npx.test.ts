import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findNpm } from "../../bin/npm.mjs";
import { folderWith } from "../throwaway.ts";
import { type SmallRepository, smallRepository } from "./small-repository.ts";

const npm = findNpm();
const { version } = JSON.parse(readFileSync(join(npm, "../../package.json"), "utf8"));

describe.skipIf(Number.parseInt(version, 10) < 9)("npx workshop", () => {
  it.each([".", "exercises/01-counter/src", "workspace/counter"])(
    "runs ours in %s, without a network",
    async (folder) => {
      const repository = smallRepository();
      await repository.start().ended;
      const { stdout, status } = npxIn(repository, folder, ["list"]);
      expect(JSON.parse(stdout)).toMatchObject({ args: ["list"], cwd: join(repository.root, folder) });
      expect(status).toBe(0);
    },
  );

  it("runs ours before anything is installed", () => {
    const { stderr, status } = npxIn(smallRepository(), "exercises/01-counter/src", []);
    expect(stderr).toContain("Installing the dependencies ...");
    expect(status).toBe(3);
  });
});

describe("The command's link", () => {
  it("is laid where npm 8 looks", async () => {
    const repository = smallRepository();
    await repository.start().ended;
    expect(existsSync(repository.path("node_modules/.bin/workshop"))).toBe(true);
  });

  it("leads to ours", async () => {
    const repository = smallRepository();
    await repository.start().ended;
    const command = repository.path(`node_modules/.bin/workshop${process.platform === "win32" ? ".cmd" : ""}`);
    const { stdout } = spawnSync(command, ["list"], { encoding: "utf8", shell: process.platform === "win32" });
    expect(JSON.parse(stdout)).toMatchObject({ args: ["list"] });
  });
});

/** With the registry out of reach and nothing cached. */
function npxIn({ root }: SmallRepository, folder: string, args: string[]) {
  mkdirSync(join(root, folder), { recursive: true });
  const env = { ...process.env, npm_config_offline: "true", npm_config_cache: folderWith(), npm_execpath: "" };
  return spawnSync(process.execPath, [join(npm, "../npx-cli.js"), "workshop", ...args], {
    cwd: join(root, folder),
    env,
    encoding: "utf8",
  });
}
