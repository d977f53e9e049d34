import { type Finding, ok, warn } from "./check.ts";

/** Whether a proxy is set, and whether it leaves alone what runs on this very machine. */
export function lookAtProxy(env: Record<string, string | undefined>): Finding {
  const set = Object.entries(env).filter(([name, value]) => /^(https?|all)_proxy$/i.test(name) && value);
  if (set.length === 0) return ok("none is set");
  const detail = set.map(([name, value]) => `${name}=${withoutPassword(value as string)}`).join(" ");
  const spared = (env.NO_PROXY ?? env.no_proxy ?? "").split(/[\s,]+/);
  if (spared.includes("*") || (spared.includes("localhost") && spared.includes("127.0.0.1"))) return ok(detail);
  return warn(detail, "Set NO_PROXY=localhost,127.0.0.1 so that what runs on this machine isn't sought elsewhere.");
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//***@");
}
