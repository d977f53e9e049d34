import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { runInTerminal } from "../terminal.ts";
import { folderWith } from "../throwaway.ts";

const restart = pathToFileURL(join(import.meta.dirname, "../../bin/restart.mjs")).href;

/**
 * Starts itself once more by the launcher. At Ctrl-C it sends its launcher another signal, which that passes on after
 * all that came before.
 */
const command = `
import { runOn } from "${restart}";
if (process.env.WORKSHOP_LIFELINE === undefined) await runOn({ path: process.execPath });
else {
  let times = 0;
  process.on("SIGINT", () => {
    times++;
    process.kill(process.ppid, "SIGTERM");
  });
  process.on("SIGTERM", () => {
    console.log("told " + times + " times");
    process.exit(7);
  });
  setInterval(() => {}, 1000);
  console.log("ready");
}
`;

it("a command that was started again hears of a Ctrl-C once, and its exit code is passed on", async () => {
  const folder = folderWith({ "command.mjs": command });
  const run = runInTerminal(process.execPath, ["command.mjs"], { cwd: folder });
  await run.shows("ready");
  run.send("\u0003");
  await run.shows("told 1 times");
  expect(await run.ended).toMatchObject({ exitCode: 7 });
});
