import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith, writeFiles } from "../throwaway.ts";

const bin = join(import.meta.dirname, "../../bin");
const supportsThisMachine = { os: [process.platform], cpu: [process.arch] };

/** A repository with the real launcher, one dependency, a main.ts that shows what it was started with, and an npm that only pretends. */
export function smallRepository(): SmallRepository {
  const root = folderWith({
    "package.json": JSON.stringify({
      name: "small",
      type: "module",
      bin: { workshop: "workshop-cli/bin/workshop.mjs" },
    }),
    "package-lock.json": lockOf({ version: "1.0.0" }),
    "workshop-cli/src/main.ts": main,
    "npm/bin/npm-cli.js": pretendedNpm,
    "npm/package.json": "{}",
    "pretend-old.mjs": pretendOld,
  });
  cpSync(bin, join(root, "workshop-cli/bin"), { recursive: true });
  return new SmallRepository(root);
}

/** The lock file: `dep` for everybody, one package for this machine, one for another. */
export function lockOf({ version }: { version: string }): string {
  return JSON.stringify({
    packages: {
      "": { name: "small" },
      "node_modules/dep": { version },
      "node_modules/for-this-machine": { version: "1.0.0", optional: true, ...supportsThisMachine },
      "node_modules/for-another": { version: "1.0.0", optional: true, os: ["plan9"] },
      "node_modules/needed-by-another": { version: "1.0.0", optional: true },
    },
  });
}

/** Where the launcher is tried. */
export class SmallRepository {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Starts the launcher as `npx workshop …` does. */
  start(args: string[] = [], { on = "a fitting Node", env = {}, cwd = this.root }: StartOptions = {}): Started {
    const old = { NODE_OPTIONS: `--import=${JSON.stringify(new URL(`file://${this.root}/pretend-old.mjs`).href)}` };
    const child = spawn(process.execPath, [join(this.root, "workshop-cli/bin/workshop.mjs"), ...args], {
      cwd,
      env: {
        ...process.env,
        NODE_OPTIONS: "",
        npm_execpath: join(this.root, "npm/bin/npm-cli.js"),
        ...(on === "an old Node" ? old : {}),
        ...env,
      },
    });
    return new Started(child);
  }

  /** What npm was asked for, in order: its first argument. */
  npmCalls(): string[] {
    return this.read("npm-calls.txt").split("\n").filter(Boolean);
  }

  path(file: string): string {
    return join(this.root, file);
  }

  read(file: string): string {
    return existsSync(this.path(file)) ? readFileSync(this.path(file), "utf8") : "";
  }

  write(files: Record<string, string>): void {
    writeFiles(this.root, files);
  }
}

type StartOptions = { on?: "a fitting Node" | "an old Node"; env?: Record<string, string>; cwd?: string };

/** A launcher under way. */
export class Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>;
  private stdout = "";
  private stderr = "";

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdout?.setEncoding("utf8").on("data", (text) => (this.stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text) => (this.stderr += text));
    this.ended = new Promise((resolve) =>
      child.on("close", (code, signal) => resolve({ code, signal, stdout: this.stdout, stderr: this.stderr })),
    );
  }

  /** Resolves with what was printed as soon as it contains `text`; rejects when the process ends without it. */
  printed(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const all = this.stdout + this.stderr;
        if (all.includes(text)) resolve(all);
      };
      this.child.stdout?.on("data", look);
      this.child.stderr?.on("data", look);
      this.child.on("close", () => reject(new Error(`It ended without "${text}":\n${this.stdout}${this.stderr}`)));
      look();
    });
  }
}

/** Until the launcher has run this very script again on another Node, this Node says that it is an old one. */
const pretendOld = `
if (!process.env.WORKSHOP_LIFELINE) Object.defineProperty(process, "version", { value: "v20.19.0" });
`;

const main = `
const [word, ...rest] = process.argv.slice(2) as string[];
if (word === "wait") {
  process.on("SIGTERM", () => { console.log("told to end"); process.exit(7); });
  setInterval(() => {}, 1000);
  console.log("waiting", process.pid);
} else if (word === "die") {
  process.kill(process.pid, "SIGKILL");
} else if (word === "exit") {
  process.exitCode = Number(rest[0]);
} else {
  const { CLOUDFLARE_CF_FETCH_ENABLED: fetchesCf, WRANGLER_SEND_METRICS: sendsMetrics } = process.env;
  console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), version: process.version, fetchesCf, sendsMetrics }));
}
`;

/** Writes down what it is asked, then does as much of it as the launcher looks at. \`behave\` names a way to go wrong. */
const pretendedNpm = `
const fs = require("node:fs");
const path = require("node:path");
const root = path.resolve(__dirname, "../..");
const inRoot = (...names) => path.join(root, ...names);
const [command] = process.argv.slice(2);
fs.appendFileSync(inRoot("npm-calls.txt"), command + "\\n");
fs.writeFileSync(inRoot("npm-environment.json"), JSON.stringify(process.env));
const behave = fs.existsSync(inRoot("behave")) ? fs.readFileSync(inRoot("behave"), "utf8") : "";
if (behave === "offline") {
  if (command === "ci") fs.rmSync(inRoot("node_modules"), { recursive: true, force: true });
  console.error("npm error code ENOTFOUND\\nnpm error network request to the registry failed\\nnpm notice not an error");
  process.exit(1);
}
if (behave === "patient" && !fs.existsSync(inRoot("go"))) {
  fs.writeFileSync(inRoot("npm-pid"), String(process.pid));
  const clock = setInterval(() => fs.existsSync(inRoot("go")) && (clearInterval(clock), act()), 20);
} else act();
function act() {
  if (command === "exec") return layDownNode();
  if (command === "ci") return install();
  process.exit(64);
}
function layDownNode() {
  const node = inRoot("cache", path.basename(process.execPath));
  fs.mkdirSync(path.dirname(node), { recursive: true });
  fs.rmSync(node, { force: true });
  if (process.platform === "win32") fs.copyFileSync(process.execPath, node);
  else fs.symlinkSync(process.execPath, node);
  console.log(node);
}
function install() {
  fs.rmSync(inRoot("node_modules"), { recursive: true, force: true });
  const { packages } = JSON.parse(fs.readFileSync(inRoot("package-lock.json"), "utf8"));
  const laid = behave === "leaves one out" ? ["node_modules/dep"] : ["node_modules/dep", "node_modules/for-this-machine"];
  for (const name of laid) {
    fs.mkdirSync(inRoot(name), { recursive: true });
    fs.writeFileSync(inRoot(name, "package.json"), "{}");
  }
  const list = Object.fromEntries(laid.map((name) => [name, packages[name]]));
  fs.writeFileSync(inRoot("node_modules/.package-lock.json"), JSON.stringify({ packages: list }));
}
`;
