import { spawn } from "node:child_process";
import { createWriteStream, existsSync, realpathSync } from "node:fs";
import { constants } from "node:os";
import { basename, delimiter, dirname, join, relative } from "node:path";
import { kept, makeRoomFor, root } from "./places.mjs";
import { Unfit } from "./unfit.mjs";

/** Settings of an npm further up that would bend ours, such as `npx -c` or `npm start --silent`. */
const notInherited =
  /^npm_config_(call|package|workspaces?|include_workspace_root|global|location|omit|include|only|production|dry_run|json|parseable|loglevel|silent|ignore_scripts|package_lock_only|save)$/i;

/** The file of npm's command: the npm that runs us, or the one beside this Node, or the one on the PATH. */
export function findNpm() {
  const found = candidates().find((file) => basename(file) === "npm-cli.js" && existsSync(file));
  if (found) return found;
  throw new Unfit(`There is no npm beside this Node (${process.execPath}).`, {
    remedy: "Install Node from https://nodejs.org (npm comes with it), then run `npm start`.",
  });
}

function candidates() {
  const beside = dirname(process.execPath);
  return [
    // npx is started by a file of its own in npm 9, beside the one that we need.
    ...(/np[mx]-cli\.js$/.test(process.env.npm_execpath ?? "")
      ? [join(dirname(process.env.npm_execpath), "npm-cli.js")]
      : []),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    ...(process.env.PATH ?? "")
      .split(delimiter)
      .flatMap((folder) => [realPath(join(folder, "npm")), join(folder, "node_modules", "npm", "bin", "npm-cli.js")]),
  ];
}

function realPath(file) {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Its answer is read by us. Without a network it gives up within seconds; by itself it would take more than a minute. */
const manners = [
  "--loglevel=notice",
  "--no-progress",
  "--fetch-retries=2",
  "--fetch-retry-mintimeout=1000",
  "--fetch-retry-maxtimeout=5000",
];

/**
 * Runs npm on this very Node, without a shell, and answers what it printed. All that it says is kept in a file.
 * A failure is told with npm's own words; a signal is passed on and waited for.
 */
export function npm([command, ...args], { doing, alsoHeldBy }) {
  makeRoomFor(kept.npmOutput);
  // A disk too full for the log is told by npm itself.
  const log = createWriteStream(kept.npmOutput).on("error", () => {});
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !notInherited.test(name)));
  const child = spawn(process.execPath, [findNpm(), command, ...manners, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  alsoHeldBy(child.pid);
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8").on("data", (text) => {
      said[stream] += text;
      log.write(text);
    });
  }
  let cancelled = null;
  const cancel = (signal) => {
    cancelled = signal;
    child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, cancel);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      for (const signal of signals) process.removeListener(signal, cancel);
      log.end();
      if (cancelled) reject(new Unfit(`${doing} was cancelled.`, { exitCode: 128 + constants.signals[cancelled] }));
      else if (code === 0) resolve(said.stdout);
      else reject(failure(doing, code, said.stderr || said.stdout));
    });
  });
}

function failure(doing, code, said) {
  const errors = said.split("\n").filter((line) => /^npm (error|ERR!) *\S/.test(line));
  const lines = errors.length > 0 ? errors.slice(0, 15) : said.trimEnd().split("\n").slice(-15);
  return new Unfit(`${doing} failed: npm ended with ${code === null ? "a signal" : `code ${code}`}.`, {
    said: lines.join("\n"),
    remedy: `${remedyFor(lines.join("\n"))}\nnpm's whole output: ${relative(root, kept.npmOutput)}`,
  });
}

function remedyFor(said) {
  return remedies.find(({ sign }) => sign.test(said)).remedy;
}

const remedies = [
  {
    sign: /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network/,
    remedy: "This needs the network, once. Behind a proxy: npm config set proxy http://HOST:PORT. Then start again.",
  },
  { sign: /ENOSPC/, remedy: "The disk is full: about 1 GB is needed. Free some space, then start again." },
  {
    sign: /EACCES|EPERM|EROFS/,
    remedy:
      "npm may not write there. Clone the workshop to a folder of your own, close what uses it, then start again.",
  },
  {
    sign: /E40[134]|ETARGET/,
    remedy: "The registry that npm is set to doesn't have it: see `npm config get registry`, then start again.",
  },
  {
    sign: /SELF_SIGNED|CERT/,
    remedy: "npm doesn't trust the network's certificate: set NODE_EXTRA_CA_CERTS to your company's, then start again.",
  },
  { sign: /./s, remedy: "Look at npm's own words above, then start again: it goes on from any half-finished state." },
  { sign: /^/, remedy: "Start again: it goes on from any half-finished state." },
];
