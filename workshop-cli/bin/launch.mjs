import module from "node:module";
import { pathToFileURL } from "node:url";
import { fits } from "./fits.mjs";
import { linkCommand } from "./link.mjs";
import { missing } from "./missing.mjs";
import { kept } from "./places.mjs";
import { asUnfit, explain } from "./unfit.mjs";

/** What everything below runs with: nothing reaches for the network, nobody is told anything. */
const quiet = {
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
  npm_config_update_notifier: "false",
};

/** Runs one of our TypeScript files on a Node that fits, with the dependencies there. Sets the exit code. */
export async function launch(file, args) {
  Object.assign(process.env, quiet);
  try {
    if (!fits(process.version)) return await runElsewhere();
    await hangUpWithLauncher();
    if (missing().length > 0) await (await import("./install.mjs")).install();
    linkCommand();
  } catch (error) {
    const problem = asUnfit(error);
    if (!problem) throw error;
    explain(problem);
    process.exitCode = problem.exitCode;
    return;
  }
  module.enableCompileCache(kept.compiled);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}

// What most starts don't need is loaded when it is needed: a start is to take no longer than it must.

async function runElsewhere() {
  const { findNode } = await import("./node.mjs");
  const { runOn } = await import("./restart.mjs");
  await runOn(await findNode());
}

async function hangUpWithLauncher() {
  if (process.env.WORKSHOP_LIFELINE) (await import("./restart.mjs")).hangUpWithLauncher();
}
