import { spawn, spawnSync } from "node:child_process";
import { rmSync, truncateSync, utimesSync } from "node:fs";
import { hostname } from "node:os";
import { describe, expect, it } from "vitest";
import { lockOf, smallRepository } from "./small-repository.ts";

describe("The first start", () => {
  it("installs, says so on stderr only, and goes on", async () => {
    const { code, stdout, stderr } = await smallRepository().start(["list", "--json"]).ended;
    expect(stderr).toMatch(/^Installing the dependencies \.\.\.\nInstalling the dependencies: done after \d+ s\.\n$/);
    expect(JSON.parse(stdout)).toMatchObject({ args: ["list", "--json"] });
    expect(code).toBe(0);
  });

  it("shuts off what would reach for the network", async () => {
    const { stdout } = await smallRepository().start().ended;
    expect(JSON.parse(stdout)).toMatchObject({ fetchesCf: "false", sendsMetrics: "false" });
  });

  it("doesn't hand npm the settings of an npm further up", async () => {
    const repository = smallRepository();
    await repository.start([], {
      env: { npm_config_omit: "dev", npm_config_call: "workshop", npm_config_loglevel: "silent" },
    }).ended;
    const environment = JSON.parse(repository.read("npm-environment.json"));
    expect(Object.keys(environment).filter((name) => /^npm_config_(omit|call|loglevel)$/.test(name))).toEqual([]);
  });
});

describe("A further start", () => {
  it.each<[what: string, before: (repository: ReturnType<typeof smallRepository>) => void, asksNpm: boolean]>([
    ["doesn't ask npm when nothing changed", () => {}, false],
    [
      "installs when the lock file asks for another version",
      (r) => r.write({ "package-lock.json": lockOf({ version: "2.0.0" }) }),
      true,
    ],
    ["installs when a package's folder is gone", (r) => rmSync(r.path("node_modules/dep"), { recursive: true }), true],
    [
      "installs when this machine's own optional package is gone",
      (r) => rmSync(r.path("node_modules/for-this-machine"), { recursive: true }),
      true,
    ],
    ["installs when an earlier install was killed", (r) => rmSync(r.path("node_modules/.package-lock.json")), true],
    [
      "installs when npm's list was cut short",
      (r) => truncateSync(r.path("node_modules/.package-lock.json"), 20),
      true,
    ],
    ["installs when all is gone", (r) => rmSync(r.path("node_modules"), { recursive: true }), true],
  ])("%s", async (_, before, asksNpm) => {
    const repository = smallRepository();
    await repository.start().ended;
    before(repository);
    const { code } = await repository.start().ended;
    expect(repository.npmCalls()).toEqual(asksNpm ? ["ci", "ci"] : ["ci"]);
    expect(code).toBe(0);
  });
});

describe("A failing install", () => {
  it("ends with 3, npm's own error, and what to do", async () => {
    const repository = smallRepository();
    repository.write({ behave: "offline" });
    const { code, stdout, stderr } = await repository.start().ended;
    expect(code).toBe(3);
    expect(stdout).toBe("");
    expect(stderr).toContain("Installing the dependencies failed: npm ended with code 1.");
    expect(stderr).toContain("npm error code ENOTFOUND");
    expect(stderr).toContain("This needs the network, once.");
    expect(stderr).not.toContain("not an error");
    expect(repository.read(".workshop/logs/npm.log")).toContain("not an error");
  });

  it("leaves a state from which the next start recovers", async () => {
    const repository = smallRepository();
    repository.write({ behave: "offline" });
    await repository.start().ended;
    repository.write({ behave: "" });
    expect(await repository.start().ended).toMatchObject({ code: 0 });
  });

  it("brings back what was installed before", async () => {
    const repository = smallRepository();
    await repository.start().ended;
    repository.write({ behave: "offline", "package-lock.json": lockOf({ version: "2.0.0" }) });
    expect(await repository.start().ended).toMatchObject({ code: 3 });
    repository.write({ "package-lock.json": lockOf({ version: "1.0.0" }) });
    expect(await repository.start().ended).toMatchObject({ code: 0, stderr: "" });
  });

  it("names a package that npm left out without a word", async () => {
    const repository = smallRepository();
    repository.write({ behave: "leaves one out" });
    const { code, stderr } = await repository.start().ended;
    expect(code).toBe(3);
    expect(stderr).toContain("left out node_modules/for-this-machine");
  });
});

describe("Two terminals", () => {
  it("install once: the second waits and says for whom", async () => {
    const repository = smallRepository();
    repository.write({ behave: "patient" });
    const first = repository.start();
    await first.printed("Installing");
    const second = repository.start();
    await second.printed(`Another terminal is installing (process ${first.child.pid}); waiting for it ...`);
    repository.write({ go: "" });
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(await second.ended).toMatchObject({ code: 0 });
    expect(repository.npmCalls()).toEqual(["ci"]);
  });

  it("don't wait for one that is gone", async () => {
    const repository = smallRepository();
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    repository.write({ ".workshop/install.lock": JSON.stringify({ pids: [pid], host: hostname() }) });
    const { code, stderr } = await repository.start().ended;
    expect(stderr).not.toContain("waiting");
    expect(code).toBe(0);
  });

  it("wait for one that lives, however long it has been silent", async () => {
    const repository = smallRepository();
    const other = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
    repository.write({ ".workshop/install.lock": JSON.stringify({ pids: [other.pid], host: hostname(), token: "x" }) });
    utimesSync(repository.path(".workshop/install.lock"), new Date(0), new Date(0));
    const second = repository.start();
    await second.printed(`Another terminal is installing (process ${other.pid}); waiting for it`);
    expect(repository.npmCalls()).toEqual([]);
    other.kill();
    expect(await second.ended).toMatchObject({ code: 0 });
  });

  it("leave a lock alone that somebody else has taken meanwhile", async () => {
    const repository = smallRepository();
    repository.write({ behave: "patient" });
    const first = repository.start();
    await first.printed("Installing");
    await until(() => repository.read("npm-pid") !== "");
    const other = JSON.stringify({ pids: [process.pid], host: hostname(), token: "x" });
    await until(() => repository.read(".workshop/install.lock").includes(repository.read("npm-pid")));
    repository.write({ ".workshop/install.lock": other, go: "" });
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(repository.read(".workshop/install.lock")).toBe(other);
  });

  it.skipIf(process.platform === "win32")("wait for the npm of a launcher that was killed", async () => {
    const repository = smallRepository();
    repository.write({ behave: "patient" });
    const first = repository.start();
    await first.printed("Installing");
    await until(
      () =>
        repository.read("npm-pid") !== "" &&
        repository.read(".workshop/install.lock").includes(repository.read("npm-pid")),
    );
    first.child.kill("SIGKILL");
    const second = repository.start();
    await second.printed("waiting for it");
    repository.write({ go: "" });
    expect(await second.ended).toMatchObject({ code: 0 });
    expect(repository.npmCalls()).toEqual(["ci"]);
  });

  it.skipIf(process.platform === "win32")("aren't kept waiting by one that was cancelled", async () => {
    const repository = smallRepository();
    repository.write({ behave: "patient" });
    const first = repository.start();
    await first.printed("Installing");
    await until(() => repository.read("npm-pid") !== "");
    first.child.kill("SIGINT");
    expect(await first.ended).toMatchObject({ code: 130 });
    repository.write({ go: "" });
    expect(await repository.start().ended).toMatchObject({ code: 0 });
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
