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
    // TODO 1: Have one caller ask for all who wait for the same, and remember nothing when it is over.
    return ask();
  }

  /** Asks the renderer, which takes a second or two and costs money. */
  async #ask(request: Request): Promise<Answer> {
    return this.#keep(await this.env.RENDERER.getByName("renderer").fetch(request));
  }

  /** Takes out of a response all that its receivers need. */
  async #keep(response: Response): Promise<Answer> {
    // TODO 2: Keep the whole answer, as it was.
    return { status: 200, headers: new Headers(), body: await response.text() };
  }

  /** A response of one's own, for each who waited. */
  #hand({ status, headers, body }: Answer): Response {
    // TODO 2: Hand on the whole answer.
    return new Response(body);
  }

  /** What identifies the answer to this request; `null` where everybody needs an answer of their own. */
  #keyOf(request: Request): string | null {
    // TODO 3: Take in all that the answer depends on, and share nothing that does something.
    return new URL(request.url).pathname;
  }

  /** What is told to all who waited, when the renderer couldn't be reached or broke off. */
  #refuse(error: unknown): Response {
    // TODO 4: Say that it was somebody else's failure, and let nobody on the way keep it.
    return new Response("Later, please");
  }
}
