/**
 * The entry is made when the renderer has answered.
 *
 * Costs: all who come until then ask as well, and those are all who come at once.
 * Caught by: 1-one-question "asks the renderer once for fifty"
 * Caught by: 1-one-question "gives each of them an answer that can be read"
 * Caught by: 1-one-question "lets nobody wait for another tile"
 * Caught by: 1-one-question "asks again for who comes later"
 * Caught by: 3-the-same "not what was asked in another language"
 * Caught by: 4-failures "asks nothing more for those who waited"
 * Hint: Number two comes while the renderer still draws. What does it find?
 */

import { DurableObject } from "cloudflare:workers";

/** An answer of the renderer's, which can be handed to as many as like: a `Response` can be read once. */
export type Answer = { status: number; headers: Headers; body: ArrayBuffer | string };

/** Stands between all who look at one map and the renderer. */
export class Tiles extends DurableObject<Env> {
  /** The questions that the renderer hasn't answered yet. */
  #pending = new Map<string, Promise<Answer>>();

  async fetch(request: Request): Promise<Response> {
    const key = this.#keyOf(request);
    try {
      const answer = await (key === null ? this.#ask(request) : this.#once(key, () => this.#ask(request)));
      return this.#hand(answer);
    } catch (error) {
      return this.#refuse(error);
    }
  }

  /** Answers what `ask()` answers. Who comes while it is under way for the same key waits for that, too. */
  async #once(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const asked = this.#pending.get(key);
    if (asked !== undefined) return asked;
    const answer = await ask();
    this.#pending.set(key, Promise.resolve(answer));
    queueMicrotask(() => this.#pending.delete(key));
    return answer;
  }

  /** Asks the renderer, which takes a second or two and costs money. */
  async #ask(request: Request): Promise<Answer> {
    return this.#keep(await this.env.RENDERER.getByName("renderer").fetch(request));
  }

  /** Takes out of a response all that its receivers need. */
  async #keep(response: Response): Promise<Answer> {
    const { status, headers } = response;
    return { status, headers: new Headers(headers), body: await response.arrayBuffer() };
  }

  /** A response of one's own, for each who waited. */
  #hand({ status, headers, body }: Answer): Response {
    return new Response(body, { status, headers });
  }

  /** What identifies the answer to this request; `null` where everybody needs an answer of their own. */
  #keyOf(request: Request): string | null {
    if (request.method !== "GET") return null;
    return JSON.stringify([request.url, request.headers.get("Accept-Language")]);
  }

  /** What is told to all who waited, when the renderer couldn't be reached or broke off. */
  #refuse(error: unknown): Response {
    console.warn("The renderer failed:", error);
    return new Response("The renderer doesn't answer", { status: 502, headers: { "Cache-Control": "no-store" } });
  }
}
