import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { touch } from "../touched.ts";
import type { Answer, Call } from "./caller.ts";
import { decode, encode } from "./wire.ts";

/**
 * An `env` for tests in Node: the vars, and for each binding a namespace whose stubs call the objects through what listens
 * at `caller`, which is asked for at each call.
 */
export function stubEnv(caller: () => URL, vars: Record<string, unknown>, bindings: string[]): Record<string, unknown> {
  const call = callsTo(caller);
  const getByName = (binding: string) => (name: string) => {
    touch(name);
    return stub(binding, name, call);
  };
  const namespaces = bindings.map((binding) => [binding, { getByName: getByName(binding) }]);
  return { ...vars, ...Object.fromEntries(namespaces) };
}

type Caller = (call: Call) => Promise<unknown>;
type Waiting = { call: Call; end(answer: Answer): void };

function stub(binding: string, name: string, call: Caller): object {
  return new Proxy({ name } as Record<string | symbol, unknown>, {
    get(own, key) {
      if (typeof key === "symbol" || key === "then" || key in own) return own[key];
      return (...args: unknown[]) => call({ binding, name, method: key, args });
    },
  });
}

/** Calls that a test makes at once leave at once, in one request. */
function callsTo(caller: () => URL): Caller {
  let batch: Waiting[] = [];
  const leave = () => {
    send(batch, caller());
    batch = [];
  };
  return (call) => {
    const { stack } = new Error();
    return new Promise((resolve, reject) => {
      const end = (answer: Answer) =>
        answer.state === "returned" ? resolve(answer.value) : reject(withFramesOf(stack, answer.error));
      if (batch.push({ call, end }) === 1) queueMicrotask(leave);
    });
  };
}

async function send(batch: Waiting[], caller: URL): Promise<void> {
  try {
    const { body } = await fetch(caller, { method: "POST", body: encode(batch.map(({ call }) => call)) });
    for await (const line of createInterface({ input: Readable.fromWeb(body as unknown as ReadableStream) })) {
      const [index, answer] = decode(line) as [number, Answer];
      batch[index]?.end(answer);
    }
  } catch (error) {
    for (const { end } of batch) end({ state: "threw", error });
  }
}

/** Leads to the test's line: the places in the object's code don't cross RPC. */
function withFramesOf(stack: string | undefined, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const frames = stack?.split("\n").filter((line) => /^\s+at /.test(line) && !line.includes("/testkit/plain/"));
  error.stack = [`${error.name}: ${error.message}`, ...(frames ?? [])].join("\n");
  return error;
}
