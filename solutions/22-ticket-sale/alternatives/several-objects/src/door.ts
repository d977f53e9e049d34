import { DurableObject } from "cloudflare:workers";
import { PATIENCE, type Place, TURN } from "./protocol.ts";

/** Who may choose seats, and who waits for it. */
type Line = {
  /** Until when each of them is inside. */
  inside: Record<string, number>;
  /** When each of them has asked last, in the order in which they came. */
  waiting: [buyer: string, asked: number][];
};

/** The door of one concert. Whoever leaves lets in the next at once, also where that one hasn't asked yet. */
export class Door extends DurableObject<Env> {
  /** `room` is how many may be inside. */
  enter(buyer: string, room: number): Place {
    const now = Date.now();
    const line = this.#lineAt(now, room);
    const own = line.waiting.find(([other]) => other === buyer);
    if (own !== undefined) own[1] = now;
    else if (line.inside[buyer] === undefined) line.waiting.push([buyer, now]);
    letIn(line, room, now);
    this.ctx.storage.kv.put("room", room);
    this.ctx.storage.kv.put("line", line);
    const until = line.inside[buyer];
    if (until !== undefined) return { state: "inside", until };
    return { state: "waiting", ahead: line.waiting.findIndex(([other]) => other === buyer) };
  }

  leave(buyer: string): void {
    const room = this.ctx.storage.kv.get<number>("room") ?? 0;
    const line = this.#lineAt(Date.now(), room);
    delete line.inside[buyer];
    line.waiting = line.waiting.filter(([other]) => other !== buyer);
    letIn(line, room, Date.now());
    this.ctx.storage.kv.put("line", line);
  }

  isInside(buyer: string): boolean {
    return (this.#line().inside[buyer] ?? 0) > Date.now();
  }

  #line(): Line {
    return this.ctx.storage.kv.get<Line>("line") ?? { inside: {}, waiting: [] };
  }

  /** Those who haven't gone. Where a turn has ended, the next has one from then on. */
  #lineAt(now: number, room: number): Line {
    const line = this.#line();
    line.inside = Object.fromEntries(Object.entries(line.inside).filter(([, until]) => until > now));
    line.waiting = line.waiting.filter(([, asked]) => asked >= now - PATIENCE);
    letIn(line, room, now);
    return line;
  }
}

function letIn(line: Line, room: number, now: number): void {
  const free = Math.max(0, room - Object.keys(line.inside).length);
  for (const [buyer] of line.waiting.splice(0, free)) line.inside[buyer] = now + TURN;
}
