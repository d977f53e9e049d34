import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { until } from "#testkit/until";
import type { Drawing, Renderer } from "./renderer.ts";

/** The renderer that all maps ask, which is the test's own. A stub belongs to the object or test that got it. */
export const renderer = () => (env.RENDERER as unknown as DurableObjectNamespace<Renderer>).getByName("renderer");

/** What somebody got in the end: a response that was read, or the error that kept it from being read. */
export type Got = { status: number; statusText: string; headers: Headers; text: string } | { error: string };

/** One object for each map, with all that is asked of it at once. */
export function mapOf(name: string) {
  const stub = env.TILES.getByName(name);
  return {
    /**
     * Asks for all of these at one moment; `meanwhile` has the renderer answer, once the first question is with it.
     * A path begins behind the map's: `/1.png`.
     */
    ask: (questions: (string | [path: string, init: RequestInit])[], meanwhile: () => Promise<unknown>) =>
      runInDurableObject(stub, async (instance) => {
        const asked = questions.map((question) => {
          const [path, init] = typeof question === "string" ? [question] : question;
          return read(Promise.resolve(instance.fetch(new Request(`https://maps.example/${name}${path}`, init))));
        });
        await meanwhile();
        return Promise.all(asked);
      }),
    calls: (path: string) => renderer().calls(`/${name}${path}`),
    bodies: (path: string) => renderer().bodies(`/${name}${path}`),
    draw: (path: string, drawing: Drawing) => renderer().draw(`/${name}${path}`, drawing),
    /** The renderer gets the first question, and then answers so. */
    async drawOnceAsked(path: string, drawing: Drawing) {
      const calls = () => renderer().calls(`/${name}${path}`);
      await until(calls, (count) => count > 0);
      await renderer().draw(`/${name}${path}`, drawing);
    },
  };
}

/** Whether it is over once everything else has had its turn. */
export async function comes(awaited: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  void awaited.then(() => (isOver = true));
  await until(
    () => renderer().calls("/"),
    () => isOver,
  );
  return isOver;
}

/** The same question, so many times. */
export const times = <T>(count: number, question: T): T[] => Array.from({ length: count }, () => question);

/** The texts that were got; errors stand for themselves. */
export const texts = (got: Got[]) => [...new Set(got.map((each) => ("error" in each ? each.error : each.text)))];

/** The statuses that were got. */
export const statuses = (got: Got[]) => [...new Set(got.map((each) => ("error" in each ? each.error : each.status)))];

async function read(response: Promise<Response>): Promise<Got> {
  try {
    const { status, statusText, headers, body } = await response;
    return { status, statusText, headers, text: body === null ? "" : await new Response(body).text() };
  } catch (error) {
    return { error: String(error) };
  }
}
