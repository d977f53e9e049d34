import { rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fits } from "../../bin/fits.mjs";
import { smallRepository } from "./small-repository.ts";

describe("A Node", () => {
  it.each(["v22.18.0", "v22.23.3", "v23.6.0", "v24.0.0", "v25.1.0", "v100.0.0"])("fits in version %s", (version) => {
    expect(fits(version)).toBe(true);
  });

  it.each(["v16.20.2", "v18.20.8", "v20.20.2", "v22.17.1", "v22.9.0", "v23.5.0"])(
    "is too old in version %s",
    (version) => {
      expect(fits(version)).toBe(false);
    },
  );
});

describe("On an old Node the launcher", () => {
  it("says so, gets a fitting one, and runs on that", async () => {
    const repository = smallRepository();
    const { code, stdout, stderr } = await repository.start(["list"], { on: "an old Node" }).ended;
    expect(stderr).toContain("Node 20.19.0 is older than 22.18: the workshop gets itself Node 24.");
    expect(JSON.parse(stdout)).toMatchObject({ args: ["list"], version: process.version });
    expect(repository.npmCalls()).toEqual(["exec", "ci"]);
    expect(code).toBe(0);
  });

  it("says and fetches nothing the second time", async () => {
    const repository = smallRepository();
    await repository.start([], { on: "an old Node" }).ended;
    const { code, stderr } = await repository.start([], { on: "an old Node" }).ended;
    expect(stderr).toBe("");
    expect(repository.npmCalls()).toEqual(["exec", "ci"]);
    expect(code).toBe(0);
  });

  it.each<[what: string, spoil: (path: string) => void]>([
    ["is gone", (path) => rmSync(path)],
    [
      "doesn't run",
      (path) => {
        rmSync(path);
        writeFileSync(path, "not a program");
      },
    ],
  ])("gets it again when it %s", async (_, spoil) => {
    const repository = smallRepository();
    await repository.start([], { on: "an old Node" }).ended;
    spoil(JSON.parse(repository.read(".workshop/node.json")).path);
    expect(await repository.start([], { on: "an old Node" }).ended).toMatchObject({ code: 0 });
    expect(repository.npmCalls()).toEqual(["exec", "ci", "exec"]);
  });

  it("gets it again when what it kept can't be read", async () => {
    const repository = smallRepository();
    repository.write({ ".workshop/node.json": "{" });
    expect(await repository.start([], { on: "an old Node" }).ended).toMatchObject({ code: 0 });
  });

  it("ends with 3 and npm's words without a network", async () => {
    const repository = smallRepository();
    repository.write({ behave: "offline" });
    const { code, stderr } = await repository.start([], { on: "an old Node" }).ended;
    expect(code).toBe(3);
    expect(stderr).toMatch(/Getting Node 24\S+ failed: npm ended with code 1/);
    expect(stderr).toContain("npm error code ENOTFOUND");
  });

  it("passes the exit code through", async () => {
    expect(await smallRepository().start(["exit", "4"], { on: "an old Node" }).ended).toMatchObject({ code: 4 });
  });

  describe.skipIf(process.platform === "win32")("with signals", () => {
    it("passes them on", async () => {
      const started = smallRepository().start(["wait"], { on: "an old Node" });
      await started.printed("waiting");
      started.child.kill("SIGTERM");
      expect(await started.ended).toMatchObject({ code: 7, stdout: expect.stringContaining("told to end") });
    });

    it("ends with 128 and the signal's number when one ended the workshop", async () => {
      expect(await smallRepository().start(["die"], { on: "an old Node" }).ended).toMatchObject({ code: 137 });
    });

    it("takes the workshop along when it is killed itself", async () => {
      const started = smallRepository().start(["wait"], { on: "an old Node" });
      await started.printed("waiting");
      started.child.kill("SIGKILL");
      // Its output closes only when the workshop, which shares it, has ended as well.
      expect(await started.ended).toMatchObject({ signal: "SIGKILL" });
    });
  });
});

describe("On a fitting Node the launcher", () => {
  it("stays in its own process and keeps the exit code", async () => {
    const started = smallRepository().start(["wait"]);
    const printed = await started.printed("waiting");
    expect(printed).toContain(`waiting ${started.child.pid}`);
    started.child.kill("SIGKILL");
    expect(await smallRepository().start(["exit", "1"]).ended).toMatchObject({ code: 1 });
  });
});
