import { decode, encode } from "./wire.ts";

/** What a test in Node asks of an object: to run a method. */
export type Call = { binding: string; name: string; method: string; args: unknown[] };
export type Answer = { state: "returned"; value: unknown } | { state: "threw"; error: unknown };

type Namespace = { getByName(name: string): Record<string, (...args: unknown[]) => Promise<unknown>> };
type Env = Record<string, Namespace>;

/**
 * A Worker that stands beside the subject's in workerd and calls its objects for the test. The calls of one request run at
 * once; each is answered, with its place among them, as soon as it ends. Nothing of a call outlives its request, so that an
 * object can be evicted.
 */
export default {
  fetch: async (request: Request, env: Env, ctx: { waitUntil(work: Promise<unknown>): void }): Promise<Response> => {
    const calls = decode(await request.text()) as Call[];
    const { readable, writable } = new TransformStream();
    const writer = writable.getWriter();
    const write = (line: string) => writer.write(new TextEncoder().encode(`${line}\n`));
    const answered = calls.map(async (call, index) => write(await run(call, index, env)));
    ctx.waitUntil(Promise.all(answered).then(() => writer.close()));
    return new Response(readable);
  },
};

async function run({ binding, name, method, args }: Call, index: number, env: Env): Promise<string> {
  const write = (answer: Answer) => encode([index, answer]);
  try {
    return write({ state: "returned", value: await env[binding]?.getByName(name)[method]?.(...args) });
  } catch (error) {
    return write({ state: "threw", error });
  }
}
