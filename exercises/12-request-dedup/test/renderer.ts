import { DurableObject } from "cloudflare:workers";

/** How the renderer answers: with this, or not at all. */
export type Drawing =
  | { status?: number; headers?: Record<string, string> | [name: string, value: string][]; body?: string | ArrayBuffer }
  | "fails";

type Call = { method: string; path: string; body: string; answer(drawing: Drawing): void };

/** What the renderer throws when it fails. */
export const BREAKS_OFF = "No connection to 10.0.7.3:5432";

/** A renderer that answers when the test says so. */
export class Renderer extends DurableObject<Env> {
  #calls: Call[] = [];
  #drawings = new Map<string, Drawing>();

  async fetch(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const path = pathname + search;
    const body = await request.text();
    const drawing = await new Promise<Drawing>((answer) => {
      this.#calls.push({ method: request.method, path, body, answer });
      const ready = this.#drawings.get(path);
      if (ready !== undefined) answer(ready);
    });
    if (drawing === "fails") throw new Error(BREAKS_OFF);
    return new Response(drawing.body ?? null, { status: drawing.status ?? 200, headers: drawing.headers ?? {} });
  }

  /** Answers so whoever waits for this path, and all who come later. */
  draw(path: string, drawing: Drawing): void {
    this.#drawings.set(path, drawing);
    for (const call of this.#calls) if (call.path === path) call.answer(drawing);
  }

  /** How often it was asked for this path. */
  calls(path: string): number {
    return this.#calls.filter((call) => call.path === path).length;
  }

  /** What was sent along with the questions for this path. */
  bodies(path: string): string[] {
    return this.#calls.filter((call) => call.path === path).map(({ body }) => body);
  }
}
