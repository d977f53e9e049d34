import { spawn } from "node:child_process";
import { Socket } from "node:net";
import { constants } from "node:os";
import { delimiter, dirname } from "node:path";
import { isatty } from "node:tty";
import { Unfit } from "./unfit.mjs";

/** Runs this very command again on another Node, which shares the terminal, and ends as it ends. */
export function runOn(node) {
  const child = spawn(node.path, process.argv.slice(1), {
    stdio: ["inherit", "inherit", "inherit", "pipe"],
    env: {
      ...process.env,
      // What starts `node` by name further down gets the same one; npm may lie beside the old one only.
      PATH: [dirname(node.path), process.env.PATH, dirname(process.execPath)].join(delimiter),
      NODE: node.path,
      npm_node_execpath: node.path,
      WORKSHOP_LIFELINE: "3",
    },
  });
  passSignalsTo(child);
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Unfit(`Node ${node.version} doesn't start: ${error.message}`, { remedy })));
    child.on("exit", (code, signal) => {
      process.exitCode = code === null ? 128 + constants.signals[signal] : code;
      resolve();
    });
  });
}

/** Ends this process when the launcher that started it is gone, however it went: a killed parent passes nothing on. */
export function hangUpWithLauncher() {
  const launcher = new Socket({ fd: Number(process.env.WORKSHOP_LIFELINE) });
  delete process.env.WORKSHOP_LIFELINE;
  launcher.on("error", () => {});
  launcher.on("close", () => process.kill(process.pid, "SIGHUP"));
  launcher.resume();
  launcher.unref();
}

const remedy = "Delete .workshop/node.json and start again, or install Node 22.18 or newer: https://nodejs.org";

function passSignalsTo(child) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (!hasHeard(signal)) child.kill(signal);
    });
  }
}

/** A second signal would end the child at once. Windows' console tells all, and so does a terminal whose Ctrl-C it is. */
function hasHeard(signal) {
  return process.platform === "win32" || (signal === "SIGINT" && isatty(0));
}
