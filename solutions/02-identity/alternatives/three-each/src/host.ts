import { DurableObject } from "cloudflare:workers";

/** A private room, as its host remembers it. */
export type OwnRoom = { title: string; invitation: string };

/** How many private rooms a host may open. */
const MOST = 3;

/** Whoever opens private rooms has one of these: it remembers the invitations. */
export class Host extends DurableObject<Env> {
  /** Remembers a room; answers whether this host may open it. */
  async keep(room: OwnRoom): Promise<boolean> {
    const rooms = await this.rooms();
    if (rooms.length >= MOST) return false;
    await this.ctx.storage.put("rooms", [...rooms, room]);
    return true;
  }

  /** All rooms that this host has opened, in that order. */
  async rooms(): Promise<OwnRoom[]> {
    return (await this.ctx.storage.get<OwnRoom[]>("rooms")) ?? [];
  }
}
