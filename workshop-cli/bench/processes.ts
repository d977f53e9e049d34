import { spawnSync } from "node:child_process";

/** A process as the system lists it. */
export type Process = { pid: number; parent: number; mebibytes: number; command: string };

/** A process and all that it started. */
export function familyOf(pid: number | undefined): Process[] {
  const all = processes();
  const family = all.filter((each) => each.pid === pid);
  for (const { pid: parent } of family) family.push(...all.filter((each) => each.parent === parent));
  return family;
}

/** Those that are there still after ten seconds. A number that another program has got meanwhile has another command. */
export async function stillThere(family: Process[]): Promise<Process[]> {
  for (let looks = 50; ; looks--) {
    const now = new Map(processes().map(({ pid, command }) => [pid, command]));
    const left = family.filter(({ pid, command }) => now.get(pid) === command);
    if (left.length === 0 || looks === 0) return left;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function processes(): Process[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,rss=,args="], { encoding: "utf8" });
  if (!stdout) throw new Error("There is no `ps` here to look for processes with.");
  return stdout.split("\n").flatMap((row) => {
    const [, pid, parent, kibibytes, command = ""] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
    // A zombie has ended.
    if (pid === undefined || command.includes("<defunct>")) return [];
    return [{ pid: Number(pid), parent: Number(parent), mebibytes: Number(kibibytes) / 1024, command }];
  });
}
