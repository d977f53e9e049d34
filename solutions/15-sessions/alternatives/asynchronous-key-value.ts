/**
 * Asynchronous key-value storage instead of SQL, and a token of 32 random bytes. Keys are deleted one by one: a batch has 128
 * at most.
 */
import { DurableObject } from "cloudflare:workers";
import { hashOf } from "./hash.ts";

export type Session = { id: number; device: string; createdAt: number; endsAt: number };

const LIFETIME = 30 * 24 * 60 * 60 * 1000;

export class Sessions extends DurableObject<Env> {
  async create(device: string): Promise<string> {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    const token = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const key = await keyOf(token);
    const id = ((await this.ctx.storage.get<number>("last id")) ?? 0) + 1;
    const now = Date.now();
    await this.ctx.storage.put<number | Session>({
      "last id": id,
      [key]: { id, device, createdAt: now, endsAt: now + LIFETIME },
    });
    await this.#plan();
    return token;
  }

  async use(token: string): Promise<Session | null> {
    const key = await keyOf(token);
    const session = await this.ctx.storage.get<Session>(key);
    if (!isLive(session)) return null;
    const prolonged = { ...session, endsAt: Date.now() + LIFETIME };
    await this.ctx.storage.put(key, prolonged);
    await this.#plan();
    return prolonged;
  }

  async list(): Promise<Session[]> {
    const sessions = [...(await this.#stored()).values()];
    return sessions.filter(isLive).sort((one, other) => one.id - other.id);
  }

  async revoke(id: number): Promise<boolean> {
    return (await this.#end((session) => session.id === id)) > 0;
  }

  async revokeAll(keep?: string): Promise<number> {
    const kept = keep === undefined ? undefined : await keyOf(keep);
    return this.#end((_, key) => key !== kept);
  }

  async rotate(token: string): Promise<string | null> {
    return null;
  }

  async alarm(): Promise<void> {
    const over = [...(await this.#stored())].filter(([, session]) => !isLive(session));
    await Promise.all(over.map(([key]) => this.ctx.storage.delete(key)));
    await this.#plan();
  }

  async #end(isMeant: (session: Session, key: string) => boolean): Promise<number> {
    const ended = [...(await this.#stored())].filter(([key, session]) => isLive(session) && isMeant(session, key));
    await Promise.all(ended.map(([key]) => this.ctx.storage.delete(key)));
    await this.#plan();
    return ended.length;
  }

  async #plan(): Promise<void> {
    const ends = [...(await this.#stored()).values()].map(({ endsAt }) => endsAt);
    if (ends.length === 0) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(Math.min(...ends));
  }

  #stored(): Promise<Map<string, Session>> {
    return this.ctx.storage.list<Session>({ prefix: "session:" });
  }
}

async function keyOf(token: string): Promise<string> {
  return `session:${await hashOf(token)}`;
}

function isLive(session: Session | undefined): session is Session {
  return session !== undefined && Date.now() < session.endsAt;
}
