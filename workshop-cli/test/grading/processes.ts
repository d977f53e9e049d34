import { spawnSync } from "node:child_process";

/** The processes in the groups that this test process's graders lead. */
export function ours(): { pid: number; group: number; command: string }[] {
  const table = spawnSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,args="], { encoding: "utf8" }).stdout.trim().split("\n");
  const rows = table.map((row) => row.trim().match(/^(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/)).filter((match) => match !== null);
  const wardens = rows.filter((row) => Number(row[2]) === process.pid && row[4]?.includes("warden.ts"));
  const groups = new Set(wardens.map((row) => row[3]));
  return rows
    .filter((row) => groups.has(row[3]) && !row[4]?.includes("<defunct>"))
    .map((row) => ({ pid: Number(row[1]), group: Number(row[3]), command: String(row[4]) }));
}
