import { arch, release } from "node:os";
import { type Finding, fail, ok } from "./check.ts";

/** Whether there is a workerd for this system: for Linux with glibc, macOS and Windows, on the usual processors. */
export function lookAtSystem(platform = process.platform, processor = arch(), isMusl = hasMusl()): Finding {
  const detail = `${platform} ${processor}, ${release()}`;
  if (isMusl)
    return fail(
      `${detail}, musl (Alpine): there is no workerd for it`,
      "Use a Debian or Ubuntu image; .devcontainer/ has one ready.",
    );
  if (made.includes(`${platform} ${processor}`)) return ok(detail);
  return fail(
    `${detail}: there is no workerd for it`,
    "Work in a container or on another machine; .devcontainer/ has one ready.",
  );
}

const made = ["linux x64", "linux arm64", "darwin x64", "darwin arm64", "win32 x64"];

/** Linux whose C library isn't glibc. */
function hasMusl(): boolean {
  if (process.platform !== "linux") return false;
  // Without this the report asks the name server for each open connection.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined;
}
