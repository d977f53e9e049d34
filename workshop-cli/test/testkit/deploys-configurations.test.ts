import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openAccount } from "#testkit/deploys";
import { folderWith } from "../throwaway.ts";
import { type Configuration, configurations } from "./deploys/configurations.ts";

const code = `import { DurableObject } from "cloudflare:workers";
export class MyDO extends DurableObject {}
export class NewName extends DurableObject {}
export default { fetch: () => new Response("here") };
`;

describe("a release is judged as Cloudflare would:", () => {
  it.each(configurations)("$title", async ({ config, account: expected, env }) => {
    await using account = openAccount({ folder: projectOf(config), keyValue: "open" });
    const deployment = await account.deploy("wrangler.jsonc", env === undefined ? {} : { env });
    if (expected === null) expect(deployment).toMatchObject({ state: "live", worker: "mig" });
    else expect(deployment).toMatchObject({ state: "refused", reason: expect.stringMatching(expected) });
  });
});

// A second each: all of them with WORKSHOP_DRY_RUN=1.
const cheap = ["a class created twice", "a delete of a class that is bound", "a live class without `storage`"];
const compared = process.env.WORKSHOP_DRY_RUN
  ? configurations
  : configurations.filter(({ title }) => cheap.includes(title));

describe("`wrangler deploy --dry-run` says of a release what is noted:", () => {
  it.each(compared)("$title", async ({ config, dryRun, env }) => {
    const { code: exit, output } = await dryRunOf(projectOf(config), env);
    expect(exit === 0 ? null : output).toEqual(dryRun === null ? null : expect.stringMatching(dryRun));
  });

  it("is never stricter than the account, save for transfers", () => {
    expect(configurations.filter(({ account, dryRun }) => account === null && dryRun !== null)).toEqual([]);
  });
});

const solutions = join(import.meta.dirname, "../../../solutions");

const released = [
  ...[1, 2, 3, 4, 5].map((release) => ["17-class-migrations", `releases/${release}.jsonc`, ""]),
  ...["staging", "production"].flatMap((env) =>
    ["wrangler.jsonc", "workers/board.jsonc", "releases/2.jsonc"].map((file) => ["18-environments", file, env]),
  ),
] as [string, string, string][];
// A release of each.
const tried = process.env.WORKSHOP_DRY_RUN
  ? released
  : released.filter(([, file, env]) => /5|board/.test(file) && env !== "staging");

describe("`wrangler deploy --dry-run` takes the solution's", () => {
  it.each(tried)("%s %s %s", async (exercise, file, env) => {
    const { code: exit, output } = await dryRunOf(join(solutions, exercise), env, file);
    expect(exit, output).toBe(0);
  });
});

function projectOf(config: Configuration["config"]): string {
  const bindings = [{ name: "MY_DO", class_name: "MyDO" }];
  return folderWith({
    "src/index.ts": code,
    "wrangler.jsonc": JSON.stringify({
      name: "mig",
      main: "src/index.ts",
      compatibility_date: "2026-10-01",
      durable_objects: { bindings },
      ...config,
    }),
  });
}

function dryRunOf(folder: string, env = "", file = "wrangler.jsonc"): Promise<{ code: number; output: string }> {
  const wrangler = join(dirname(createRequire(import.meta.url).resolve("wrangler/package.json")), "bin", "wrangler.js");
  const args = [wrangler, "deploy", "--dry-run", "--config", file, "--env", env, "--outdir", folderWith()];
  const variables = { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1", CI: "1" };
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd: folder, env: variables }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : 1, output: stdout + stderr }),
    );
  });
}
