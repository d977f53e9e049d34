/** The oldest Node that runs our TypeScript as it is and that wrangler accepts. */
export const oldest = "22.18";

/** Whether the workshop runs on this version of Node. */
export function fits(version) {
  const [major, minor] = version.replace("v", "").split(".").map(Number);
  if (major === 22) return minor >= 18;
  // Node 23 learnt to run TypeScript in its sixth release.
  if (major === 23) return minor >= 6;
  return major > 23;
}
