/** The process in which exercises' tests are run: reads what is asked from a pipe, answers on the same one. */
import { flushCompileCache } from "node:module";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { takeOverOutput } from "./printed.ts";
import type { Ask, Tell } from "./protocol.ts";
import { openRunner } from "./vitest/runner.ts";

const pipe = new Socket({ fd: 3, readable: true, writable: true });
const tell = (message: Tell) => pipe.write(`${JSON.stringify(message)}\n`);
const runner = openRunner();

let now = 0;
takeOverOutput({
  printed: (text) => tell({ type: "log", id: now, text }),
  threw: (text) => tell({ type: "threw", id: now, text }),
});

let last = Promise.resolve();
createInterface({ input: pipe }).on("line", (line) => {
  const { id, assignment } = JSON.parse(line) as Ask;
  last = last.then(async () => {
    now = id;
    const run = await runner.run(assignment, {
      running: () => tell({ type: "running", id }),
      test: (file, name) => tell({ type: "test", id, file, name }),
      module: (module, unhandled) => tell({ type: "module", id, module, unhandled }),
    });
    // Whoever has the answer may kill this process, and nothing would be kept for the next.
    flushCompileCache();
    tell({ type: "run", id, run });
    runner.prepare();
  });
  // A run that can't even be made is our bug: the stack goes to the log, and the grader sees this process end.
  last.catch((error) => {
    console.error(error);
    process.exit(70);
  });
});

// Nobody is left to answer to: end, and take workerd along.
pipe.on("close", () => {
  if (process.platform !== "win32") process.kill(0, "SIGKILL");
  process.exit();
});
