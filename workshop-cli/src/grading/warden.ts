/**
 * Stands between the CLI and the grader's child, leads their process group and ends with it.
 *
 * Killed by `-9`, a CLI can't tidy up, and a workerd in which learner code loops would run on at full load. So the
 * warden kills the whole group as soon as its pipe to the CLI closes, or its child ends. It does nothing else: what
 * is small doesn't fail.
 */
import { spawn } from "node:child_process";

const [program, ...args] = process.argv.slice(2);
if (program === undefined) throw new Error("The warden needs a program to watch.");

const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "inherit", "inherit", 3] });
child.on("exit", endGroup);
child.on("error", endGroup);
process.stdin.on("end", endGroup).on("error", endGroup).resume();
process.on("SIGTERM", endGroup);
// Ctrl-C reaches the CLI, which decides; a group of its own doesn't get it, but a launcher might pass it on.
process.on("SIGINT", () => {});

function endGroup(): void {
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" }).on("close", () => process.exit());
    return;
  }
  process.kill(-process.pid, "SIGKILL");
}
