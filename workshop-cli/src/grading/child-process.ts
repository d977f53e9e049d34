import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync } from "node:fs";
import { getCompileCacheDir } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Duplex } from "node:stream";
import type { State } from "../state.ts";
import type { Ask, Tell } from "./protocol.ts";
import { leaveMark, removeFolder, removeMark } from "./run-mark.ts";
import { temporaryFolder } from "./temporary.ts";

/** The grader's child under its warden, as the CLI holds it. */
export type Child = {
  ask(message: Ask): void;
  /** Ends the whole group: warden, child and every workerd. */
  kill(): void;
  readonly ended: Promise<void>;
  /** Where it, and all that it starts, keeps temporary files. */
  readonly temporary: string;
};

const here = import.meta.dirname;

/**
 * Starts the child in a process group of its own, so that nothing of it can be left behind.
 *
 * @param heard is called with each message of the child; what it prints otherwise is the tools' own and goes to
 *   `.workshop/logs/grader.log`.
 */
export function startChild(state: State, heard: (message: Tell) => void): Child {
  mkdirSync(state.logs, { recursive: true });
  const temporary = mkdtempSync(join(temporaryFolder(), "workshop-"));
  const warden = spawn(process.execPath, [join(here, "warden.ts"), ...quickly, join(here, "child.ts")], {
    detached: process.platform !== "win32",
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    // A temporary folder of its own: killed, the tools leave theirs behind, and the X-ray looks for objects there.
    env: { ...process.env, ...environment, ...compileCache(), TMPDIR: temporary, TMP: temporary, TEMP: temporary },
    windowsHide: true,
  });
  const log = createWriteStream(join(state.logs, "grader.log"), { flags: "w" }).on("error", () => {});
  for (const stream of [warden.stdout, warden.stderr]) stream?.on("data", boundedWriter(log));

  const mark = noted(state, warden, temporary);
  const pipe = warden.stdio[3] as Duplex;
  pipe.on("error", () => {});
  warden.stdin?.on("error", () => {});
  createInterface({ input: pipe })
    .on("line", (line) => {
      const message = parseLine(line);
      if (message !== null) heard(message);
    })
    // The interface throws the pipe's errors on: a group that is killed resets it.
    .on("error", () => {});

  const ended = new Promise<void>((resolve) => {
    const finish = () => {
      killGroup(warden);
      removeFolder(temporary);
      removeMark(mark);
      log.end();
      resolve();
    };
    warden.once("exit", finish).once("error", finish);
  });
  return {
    ask: (message) => pipe.write(`${JSON.stringify(message)}\n`),
    kill: () => killGroup(warden),
    ended,
    temporary,
  };
}

/** After installation nothing reaches for the network, and colours are ours to choose. */
const environment = {
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  NO_COLOR: "1",
  FORCE_COLOR: "0",
};

/** Where this process keeps what it has compiled, the child does too: the tools are far more than we are. */
function compileCache(): { NODE_COMPILE_CACHE?: string } {
  const own = getCompileCacheDir();
  return own === undefined ? {} : { NODE_COMPILE_CACHE: dirname(own) };
}

/** Node would compile wrangler, which doesn't say what kind of module it is, only to find out. */
const quickly = ["--no-experimental-detect-module"].filter((flag) => process.allowedNodeEnvironmentFlags.has(flag));

/** A group that can't be noted couldn't be found again, so it doesn't start. */
function noted(state: State, warden: ChildProcess, temporary: string): string {
  try {
    return leaveMark(state, warden.pid, temporary);
  } catch (error) {
    killGroup(warden);
    throw error;
  }
}

/** A group that is killed in the middle of a line leaves the half of it. */
function parseLine(line: string): Tell | null {
  try {
    return JSON.parse(line) as Tell;
  } catch {
    return null;
  }
}

function killGroup(warden: ChildProcess): void {
  if (warden.pid === undefined) return;
  try {
    if (process.platform === "win32") warden.stdin?.end();
    else process.kill(-warden.pid, "SIGKILL");
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

/** A log of the tools' output must not fill the disk. */
function boundedWriter(log: NodeJS.WritableStream): (chunk: Buffer) => void {
  let left = 4 * 1024 * 1024;
  return (chunk) => {
    if (left <= 0) return;
    left -= chunk.length;
    log.write(chunk);
  };
}
