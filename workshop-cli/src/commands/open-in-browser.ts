import { spawn } from "node:child_process";

/** Opens an address in the browser, where that can be done: its address was printed anyway. */
export function openInBrowser(address: string): void {
  const [tool, ...args] = TOOLS[process.platform] ?? ["xdg-open"];
  const child = spawn(tool as string, [...args, address], { stdio: "ignore", detached: true });
  // A machine without a browser, or without the tool that opens it.
  child.on("error", () => {});
  child.unref();
}

const TOOLS: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ["open"],
  // `start` is the shell's own, and takes its first quoted word for a title.
  win32: ["cmd", "/c", "start", ""],
};
