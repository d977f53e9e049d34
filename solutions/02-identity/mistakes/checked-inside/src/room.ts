import { DurableObject } from "cloudflare:workers";

/** Thrown by a room that can't be called as it is. */
export class NoSuchRoom extends Error {
  override name = "NoSuchRoom";
}

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
    this.#check();
    const players = this.#players();
    if (!players.includes(player)) this.ctx.storage.kv.put("players", [...players, player]);
    return this.look();
  }

  /** What the room is called, and who is in it. */
  look(): View {
    this.#check();
    return { title: this.#title(), players: this.#players() };
  }

  /** A public room is called by its name, a private one as its host has said. */
  #title(): string {
    return this.ctx.id.name ?? this.ctx.storage.kv.get<string>("title") ?? "some room";
  }

  #check(): void {
    const { name } = this.ctx.id;
    if (name !== undefined && !/^[a-z0-9-]{1,32}$/.test(name)) throw new NoSuchRoom();
  }

  #players(): string[] {
    return this.ctx.storage.kv.get<string[]>("players") ?? [];
  }
}
