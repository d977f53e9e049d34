import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type Finding, fail, ok } from "./check.ts";

const limit = 15_000;

/** Whether workerd, which runs every exercise, starts here and answers a request. */
export async function lookAtWorkerd(temporary: string, find = findWorkerd): Promise<Finding> {
  let found: ReturnType<typeof findWorkerd>;
  try {
    found = find();
  } catch (error) {
    return fail(firstLine(error), "Run `npm start`: it installs what is missing.");
  }
  const begun = performance.now();
  const folder = mkdtempSync(join(temporary, "workshop-doctor-"));
  try {
    await startAndAsk(found.binary, folder);
    return ok(`${found.version}, started and answered in ${Math.round(performance.now() - begun)} ms`);
  } catch (error) {
    return fail(
      firstLine(error),
      "It needs a recent system (on Windows also the Visual C++ runtime); .devcontainer/ has a container ready.",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function findWorkerd(): { binary: string; version: string } {
  const require = createRequire(createRequire(import.meta.url).resolve("miniflare"));
  return { binary: require("workerd").default, version: require("workerd/package.json").version };
}

function startAndAsk(binary: string, folder: string): Promise<string> {
  const config = join(folder, "config.capnp");
  writeFileSync(config, worker);
  const workerd = spawn(binary, ["serve", config, "--control-fd=3"], { stdio: ["ignore", "ignore", "pipe", "pipe"] });
  return new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it didn't answer within ${limit / 1000} seconds`)), limit);
    let complaint = "";
    workerd.stderr?.setEncoding("utf8").on("data", (text) => (complaint += text));
    workerd.on("error", (error) => reject(new Error(`it doesn't start: ${error.message}`)));
    workerd.on("close", (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`it ended with ${signal ?? code}: ${complaint.trim()}`));
    });
    // It tells on its control channel which port it took, one JSON object a line.
    (workerd.stdio[3] as Readable).setEncoding("utf8").once("data", (text: string) => {
      ask(JSON.parse(text.split("\n")[0] ?? "").port).then(resolve, reject);
    });
  }).finally(() => workerd.kill("SIGKILL"));
}

/** A plain request: `fetch` would go through a proxy where one is set. */
function ask(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port }, (response) => {
      response.setEncoding("utf8").on("data", resolve);
    });
    asking.on("error", reject).end();
  });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}

const worker = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    serviceWorkerScript = "addEventListener('fetch', (event) => event.respondWith(new Response('here')));",
    compatibilityDate = "2025-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
