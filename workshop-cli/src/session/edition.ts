import { workshopVersion } from "../version.ts";
import { commitOf } from "../workspace/git.ts";

const known = new Map<string, string>();

/** Which workshop this is: version and commit, so that an update makes it another. Asked once, as a program keeps its code. */
export function editionOf(root: string): string {
  const edition = known.get(root) ?? `${workshopVersion()} ${commitOf(root) ?? "without git"}`;
  known.set(root, edition);
  return edition;
}
