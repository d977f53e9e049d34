import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeScratch, workshop } from "../bench/scratch.ts";

/** What is told of a thing that must hold. */
export type Course = { rounds: number; seed: number; holds(what: string, holds: boolean): void };

export type Ended = { code: number | null; printed: string };

/** A workshop that things happen to, with a learner's copy of the first exercise. */
export type Victim = ReturnType<typeof openVictim>;

export function openVictim() {
  const { root, env, remove } = makeScratch();
  const focus = join(root, "workspace", "counter", "src", "counter.ts");
  const log = join(root, ".workshop", "events.ndjson");
  const started = new Set<ChildProcess>();

  function start(...args: string[]) {
    const child = spawn(process.execPath, [workshop, ...args], {
      cwd: root,
      env: { ...process.env, ...env, NO_COLOR: "1" },
      stdio: ["pipe", "pipe", "pipe"],
    });
    started.add(child);
    let printed = "";
    const waiting = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        printed += chunk;
        for (const look of waiting) look();
      });
    }
    child.stdin?.on("error", () => {});
    const ended = new Promise<Ended>((resolve) => child.on("close", (code) => resolve({ code, printed })));
    ended.then(() => started.delete(child));
    return {
      child,
      ended,
      /** Resolves when this has been printed, or the program ended. */
      shows: (text: string, from = 0) =>
        Promise.race([
          ended.then(() => false),
          new Promise<boolean>((resolve) => {
            const look = () => {
              if (!printed.slice(from).includes(text)) return;
              waiting.delete(look);
              resolve(true);
            };
            waiting.add(look);
            look();
          }),
        ]),
      length: () => printed.length,
    };
  }

  return {
    root,
    start,
    run: (...args: string[]) => start(...args).ended,
    /** What the learner writes. */
    write(text: string) {
      mkdirSync(dirname(focus), { recursive: true });
      writeFileSync(focus, text);
    },
    events: () => (existsSync(log) ? readFileSync(log, "utf8") : ""),
    appendEvent: (event: object) => writeFileSync(log, `${JSON.stringify(event)}\n`, { flag: "a" }),
    /** Whether a text that the learner wrote is in the copy, or in some backup. */
    keeps: (text: string) =>
      [join(root, "workspace"), join(root, ".workshop", "backups"), join(root, ".workshop", "incoming")].some(
        (folder) => filesBelow(folder).some((file) => readFileSync(file, "utf8") === text),
      ),
    async remove() {
      for (const child of started) child.kill("SIGKILL");
      await Promise.all([...started].map((child) => new Promise((resolve) => child.once("close", resolve))));
      remove();
    },
  };
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "counter.ts")
    .map((entry) => join(entry.parentPath, entry.name));
}
