import { readFileSync } from "node:fs";

/** The workshop's own version. */
export function workshopVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
