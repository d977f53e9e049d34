import { withLock } from "./lock.mjs";
import { missing } from "./missing.mjs";
import { npm } from "./npm.mjs";
import { kept } from "./places.mjs";
import { during, say } from "./progress.mjs";
import { Unfit } from "./unfit.mjs";

/** Installs the dependencies as the lock file says, unless another terminal has just done so. */
export async function install() {
  const waiting = (pid) => say(`Another terminal is installing (process ${pid}); waiting for it ...`);
  await withLock(kept.lock, waiting, async ({ alsoHeldBy }) => {
    if (missing().length > 0) await runInstall(alsoHeldBy);
  });
}

async function runInstall(alsoHeldBy) {
  const doing = "Installing the dependencies";
  await during(doing, () =>
    npm(["ci", "--include=dev", "--include=optional", "--ignore-scripts", "--loglevel=notice", "--no-progress"], {
      doing,
      alsoHeldBy,
    }),
  );
  const left = missing();
  if (left.length === 0) return;
  throw new Unfit(`npm ended well and yet left out ${left.join(", ")}.`, {
    remedy: "See `npm config list` for a setting that leaves packages out (omit, os, cpu), then start again.",
  });
}
