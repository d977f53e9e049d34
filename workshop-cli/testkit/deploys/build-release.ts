import { bundleWorker } from "../plain/worker-bundle.ts";
import { Refusal } from "./refusal.ts";
import type { Release } from "./release.ts";
import type { Build } from "./take-release.ts";

/** Bundles the code of a release. */
export async function buildRelease(release: Release): Promise<Build> {
  const { folder, main, compatibilityDate, compatibilityFlags } = release;
  try {
    const { code, exported } = await bundleWorker(folder, {
      name: release.name,
      main,
      compatibilityDate,
      compatibilityFlags,
      vars: {},
      durableObjects: [],
    });
    return { release, code, exported };
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}
