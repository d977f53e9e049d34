import module from "node:module";
import { pathToFileURL } from "node:url";
import { installWhatIsMissing } from "./install.mjs";
import { findNode, fits } from "./node.mjs";
import { kept } from "./places.mjs";
import { hangUpWithLauncher, runOn } from "./restart.mjs";
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
    if (!fits(process.version)) {
      await runOn(await findNode());
      return;
    }
    hangUpWithLauncher();
    await installWhatIsMissing();
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
