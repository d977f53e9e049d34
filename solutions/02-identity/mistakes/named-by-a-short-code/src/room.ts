import { DurableObject } from "cloudflare:workers";

/** What is seen of a room. */
export type View = { title: string; players: string[] };

/** A room, public or private. It lets in whoever comes: that is for the door to decide. */
export class Room extends DurableObject<Env> {
  /** Opens a private room, which is called as its host says. */
  open(title: string): void {
    this.ctx.storage.kv.put("title", title);
  }

  /** Lets a player in; somebody who is in already stays. */
  join(player: string): View {
    const players = this.#players();
    if (!players.includes(player)) this.ctx.storage.kv.put("players", [...players, player]);
    return this.look();
  }

  /** What the room is called, and who is in it. */
  look(): View {
    return { title: this.#title(), players: this.#players() };
  }

  /** A public room is called by its name, a private one as its host has said. */
  #title(): string {
    return this.ctx.storage.kv.get<string>("title") ?? this.ctx.id.name ?? "some room";
  }

  #players(): string[] {
    return this.ctx.storage.kv.get<string[]>("players") ?? [];
  }
}
