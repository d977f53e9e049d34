import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Course, Victim } from "./victim.ts";

/** A disk that is full, then nearly full, then has room again: a small one in memory in place of `.workshop/`. */
export async function fullDisk(victim: Victim, { holds }: Course): Promise<void> {
  const folder = join(victim.root, ".workshop");
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], { encoding: "utf8" });
  if (mounted.status !== 0) {
    console.log(
      `A full disk can't be tried here: ${mounted.stderr?.trim() || mounted.error}. On Linux, as root, it can.`,
    );
    return;
  }
  try {
    await victim.run("start", "01");
    await victim.run("hint", "01");
    const text = "// written before the disk was full\nexport class Counter {}\n";
    victim.write(text);
    const before = victim.events();
    for (const [what, free] of [
      ["full", 0],
      ["nearly full", 8_192],
    ] as const) {
      const ballast = fill(folder, free);
      const { code, printed } = await victim.run("test", "01");
      holds(
        `${what}: test says so and ends with 3`,
        code === 3 && /is full/.test(printed) && !/\n\s+at /.test(printed),
      );
      const reset = await victim.run("reset", "01", "--yes");
      holds(`${what}: reset keeps what was written (${reset.code})`, victim.keeps(text));
      rmSync(ballast);
      victim.write(text);
    }
    holds("no event is lost", victim.events().startsWith(before));
    const { code } = await victim.run("status");
    holds("the next start is clean", code === 0);
  } finally {
    spawnSync("umount", ["-l", folder]);
  }
}

/** Takes all room but so many bytes; answers the file to remove. */
function fill(folder: string, free: number): string {
  const { bavail, bsize } = statfsSync(folder);
  const file = join(folder, "ballast");
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - free)));
  return file;
}
