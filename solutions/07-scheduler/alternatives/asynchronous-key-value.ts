/**
 * Written with the asynchronous key-value API. Every event has two keys: one with its id, and one that begins with the time
 * that it is due, so that `list()` answers the earliest first and reads no more. Between the reading and the writing of a
 * change there are awaits of storage only, and input gates let nobody in meanwhile.
 */
import { DurableObject } from "cloudflare:workers";

/** What a device is to do, and when. */
export type Plan = {
  /** Chosen by whoever plans. Planning again under the same id takes the place of what was planned before. */
  id: string;
  /** Name of a device. */
  device: string;
  command: string;
  /** When, in milliseconds since 1970; of an event that repeats, its next time. */
  at: number;
  /** Milliseconds from one time to the next, or `null` where it doesn't repeat. */
  every: number | null;
  /** The stretch: repeats at the minutes that this rule names, such as "30 6 1-5". */
  rule: string | null;
};

/** A plan that isn't tried any more, and what its device said the last time. */
export type Parked = Plan & { error: string };

/** `mark` tells it from every other plan, under the same id as well. */
type Event = { plan: Plan; mark: string; due: number | null; failures: number; error: string };

export class Scheduler extends DurableObject<Env> {
  #storage = this.ctx.storage;

  async plan(plan: Plan): Promise<void> {
    await this.#remove(plan.id);
    await this.#store({ plan, mark: crypto.randomUUID(), due: plan.at, failures: 0, error: "" });
    await this.#setAlarm();
  }

  async cancel(id: string): Promise<boolean> {
    const removed = await this.#remove(id);
    await this.#setAlarm();
    return removed;
  }

  async events(): Promise<Plan[]> {
    const ids = [...(await this.#storage.list<string>({ prefix: "due:" })).values()];
    const events = await Promise.all(ids.map((id) => this.#storage.get<Event>(`event:${id}`)));
    return events.flatMap((event) => (event ? [event.plan] : []));
  }

  async parked(): Promise<Parked[]> {
    const events = [...(await this.#storage.list<Event>({ prefix: "event:" })).values()];
    return events.filter(({ due }) => due === null).map(({ plan, error }) => ({ ...plan, error }));
  }

  async wakesAt(): Promise<number | null> {
    return this.#storage.getAlarm();
  }

  async alarm(): Promise<void> {
    for (let count = 0; count < 20; count++) {
      const event = await this.#earliest();
      if (!event || event.due === null || event.due > Date.now()) break;
      const { plan, mark } = event;
      let error: unknown = null;
      await this.env.DEVICE.getByName(plan.device)
        .run(`${mark} ${plan.at}`, plan.command)
        .catch((thrown) => {
          error = thrown ?? "unknown";
        });
      const now = await this.#storage.get<Event>(`event:${plan.id}`);
      if (now?.mark !== mark) continue;
      await this.#remove(plan.id);
      const next = error === null ? repeated(event) : putOff(event, error);
      if (next) await this.#store(next);
    }
    await this.#setAlarm();
  }

  async #setAlarm(): Promise<void> {
    const due = (await this.#earliest())?.due ?? null;
    if (due === null) await this.#storage.deleteAlarm();
    else await this.#storage.setAlarm(due);
  }

  async #earliest(): Promise<Event | undefined> {
    const [id] = (await this.#storage.list<string>({ prefix: "due:", limit: 1 })).values();
    return id === undefined ? undefined : this.#storage.get<Event>(`event:${id}`);
  }

  async #store(event: Event): Promise<void> {
    await this.#storage.put(`event:${event.plan.id}`, event);
    if (event.due !== null) await this.#storage.put(dueKey(event, event.due), event.plan.id);
  }

  async #remove(id: string): Promise<boolean> {
    const event = await this.#storage.get<Event>(`event:${id}`);
    if (event === undefined) return false;
    if (event.due !== null) await this.#storage.delete(dueKey(event, event.due));
    return this.#storage.delete(`event:${id}`);
  }
}

/** Keys are sorted as text, so every time has as many digits. */
function dueKey({ plan }: Event, due: number): string {
  return `due:${String(due).padStart(16, "0")}:${plan.id}`;
}

function repeated(event: Event): Event | null {
  const { at, every } = event.plan;
  if (every === null) return null;
  const next = Date.now() + every - ((Date.now() - at) % every);
  return { ...event, plan: { ...event.plan, at: next }, due: next, failures: 0 };
}

function putOff(event: Event, error: unknown): Event {
  const failures = event.failures + 1;
  const due = failures === 5 ? null : Date.now() + 60_000 * 2 ** (failures - 1);
  return { ...event, failures, due, error: String(error) };
}
