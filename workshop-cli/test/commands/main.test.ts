import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main, smallWorkshop } from "./small-workshop.ts";

const run = (root: string, args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [main, ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, WORKSHOP_ROOT: root, LANG: "C.UTF-8", LC_ALL: "", NO_COLOR: "1", ...env },
  });

describe("the program", () => {
  it("refuses in two parts on stderr, without a stack", () => {
    const { status, stdout, stderr } = run(smallWorkshop(), ["start", "zzz"]);
    expect(stderr).toBe('▲  There is no exercise "zzz".\n   `npx workshop list` shows all.\n');
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  it("tells a fault of the course as that", () => {
    const root = smallWorkshop();
    writeFileSync(join(root, "exercises/02-alarm/README.md"), "---\ntitle: An alarm\n---\n");
    const { status, stderr } = run(root, ["list"]);
    expect(stderr).toContain("exercises/02-alarm/README.md:1: `part` is missing.");
    expect(status).toBe(4);
  });

  it("shows the stack of a fault of its own, and where to report it", () => {
    const { stderr, status } = run(smallWorkshop(), ["list"], { NODE_OPTIONS: `--import data:text/javascript,${bug}` });
    expect(stderr).toContain("The workshop itself has a fault; it isn't yours.");
    expect(stderr).toMatch(/at .*\n/);
    expect(status).toBe(70);
  });

  it("prints nothing but JSON where JSON is asked for", () => {
    const { stdout } = run(smallWorkshop(), ["test", "1", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ state: "failed", number: 1 });
  });

  it("is ASCII alone where the locale is", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII, all of it
    expect(run(smallWorkshop(), ["list"], { LANG: "C" }).stdout).toMatch(/^[\x00-\x7f]+$/);
  });

  it("ends well when its reader leaves", () => {
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", '"$0" "$1" list --json | head -1 >/dev/null', process.execPath, main],
      {
        encoding: "utf8",
        env: { ...process.env, WORKSHOP_ROOT: smallWorkshop() },
      },
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends by 130 at %s, and the grader with it", async (signal) => {
    const root = smallWorkshop();
    const child = spawn(process.execPath, [main, "watch", "1"], {
      cwd: root,
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, WORKSHOP_ROOT: root },
    });
    await once(child.stdout, "data");
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([130, null]);
    expect(spawnSync("pgrep", ["-f", root], { encoding: "utf8" }).stdout).toBe("");
  });

  it("ends by 130 in the middle of a proof, too, and the graders with it", async () => {
    const root = smallWorkshop();
    const env = { ...process.env, WORKSHOP_ROOT: root };
    const child = spawn(process.execPath, [main, "author", "check", "1"], { cwd: root, stdio: "ignore", env });
    const runs = join(root, ".workshop/run");
    await expect.poll(() => existsSync(runs) && readdirSync(runs).length, { timeout: 30_000 }).toBeGreaterThan(0);
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([130, null]);
    expect(spawnSync("pgrep", ["-f", root], { encoding: "utf8" }).stdout).toBe("");
  });
});

/** Makes a command throw what nobody expects. */
const bug = encodeURIComponent("String.prototype.padStart = () => { throw new TypeError('A bug of ours'); }");
