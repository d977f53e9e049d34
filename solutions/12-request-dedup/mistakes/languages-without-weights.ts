/**
 * The languages are in the key, and what stands behind their semicolons isn't.
 *
 * Costs: who hardly reads German gets German names, where somebody asked first who reads it well.
 * Caught by: 3-the-same "nor in the same languages with other weights"
 * Hint: What does `q` say about a language, and what is left of it in your key?
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
    // Nothing is awaited between the look and the entry: whoever comes next finds it.
    const answer = ask().finally(() => this.#pending.delete(key));
    this.#pending.set(key, answer);
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
    const languages = request.headers
      .get("Accept-Language")
      ?.split(",")
      .map((language) => language.split(";")[0]?.trim());
    return JSON.stringify([request.url, languages]);
  }

  /** What is told to all who waited, when the renderer couldn't be reached or broke off. */
  #refuse(error: unknown): Response {
    console.warn("The renderer failed:", error);
    return new Response("The renderer doesn't answer", { status: 502, headers: { "Cache-Control": "no-store" } });
  }
}
