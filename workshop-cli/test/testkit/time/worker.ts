import { DurableObject } from "cloudflare:workers";

/** What a handler does when it is called, step by step; `throw` ends the call. */
export type Step =
  | { do: "write" }
  | { do: "set"; in: number }
  | { do: "delete" }
  | { do: "delete in transaction" }
  | { do: "delete in transaction, rolled back" }
  | { do: "deleteAll" }
  | { do: "throw" };

/** One call of the handler, as it saw itself. */
export type Seen = {
  retryCount: number;
  isRetry: boolean;
  early: boolean;
  duringAlarm: number | null;
  instance: number;
};

export type InConstructor = "sets an alarm" | "sets an alarm where none stands" | `postpones the alarm of ${string}`;

const HOUR = 3_600_000;
let instances = 0;

/** An object whose alarm does what it was told, so that the driver can be compared with real alarms. */
export class Scripted extends DurableObject<Env> {
  #instance = ++instances;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const wish = ctx.storage.kv.get<InConstructor>("in constructor");
    if (wish === undefined) return;
    ctx.blockConcurrencyWhile(async () => {
      const [, other] = wish.split("postpones the alarm of ");
      if (other !== undefined) return env.SCRIPTED.getByName(other).script(HOUR);
      if (wish === "sets an alarm" || (await ctx.storage.getAlarm()) === null)
        await ctx.storage.setAlarm(Date.now() + HOUR);
    });
  }

  /** Sets the alarm `ms` from now; call n of the handler does the nth list of steps, and nothing after the last. */
  async script(ms: number, ...calls: Step[][]): Promise<void> {
    this.ctx.storage.kv.put("calls", calls);
    await this.ctx.storage.setAlarm(Date.now() + ms);
  }

  /** What every later start of the object does. */
  inConstructor(wish: InConstructor): void {
    this.ctx.storage.kv.put("in constructor", wish);
  }

  async alarm(info: AlarmInvocationInfo): Promise<void> {
    const { storage } = this.ctx;
    const early = Date.now() < info.scheduledTime;
    const { retryCount, isRetry } = info;
    const seen = log(this.ctx.id.name);
    const steps = storage.kv.get<Step[][]>("calls")?.[seen.length] ?? [];
    seen.push({ retryCount, isRetry, early, duringAlarm: await storage.getAlarm(), instance: this.#instance });
    for (const step of steps) await perform(step, storage);
  }

  seen(): Seen[] {
    return log(this.ctx.id.name);
  }

  alarmTime(): Promise<number | null> {
    return this.ctx.storage.getAlarm();
  }

  writes(): number {
    return this.ctx.storage.kv.get<number>("writes") ?? 0;
  }
}

/** An object whose first alarm takes a while, and sets the next one for meanwhile. */
export class Busy extends DurableObject<Env> {
  #calls: string[] = [];

  async begin(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now());
  }

  async alarm(): Promise<void> {
    const isFirst = this.#calls.length === 0;
    this.#calls.push("begins");
    if (isFirst) {
      await this.ctx.storage.setAlarm(Date.now() + 50);
      await new Promise((done) => setTimeout(done, 500));
    }
    this.#calls.push("ends");
  }

  calls(): string[] {
    return this.#calls;
  }
}

/** An object that can't hear its alarm. */
export class Deaf extends DurableObject<Env> {
  /** Sets an alarm and answers how that was refused, or `null`. */
  async set(): Promise<string | null> {
    try {
      await this.ctx.storage.setAlarm(Date.now() + 1000);
      return null;
    } catch (error) {
      return String(error);
    }
  }
}

/** An object that lets its callers wait. */
export class Waiter extends DurableObject<Env> {
  /** Answers at once. */
  now(): number {
    return Date.now();
  }

  /** Answers `ms` later. */
  async after(ms: number): Promise<number> {
    await scheduler.wait(ms);
    return Date.now();
  }

  /** Doesn't answer. */
  async never(): Promise<void> {
    await new Promise(() => {});
  }

  /** Breaks off, and is there again at the next call. */
  async breaksOff(): Promise<void> {
    this.ctx.storage.kv.put("calls", (this.ctx.storage.kv.get<number>("calls") ?? 0) + 1);
    await this.ctx.storage.sync();
    await this.ctx.blockConcurrencyWhile(() => Promise.reject(new Error("broke off")));
  }
}

/** Waits `ms` for an object that doesn't answer; and lets a timer run that nobody waits for, and that outlives the request. */
async function giveUp(env: Env, ms: number): Promise<string> {
  setTimeout(() => {}, ms + 1);
  const answer = env.WAITER.getByName("silent").never();
  return Promise.race([answer.then(() => "an answer"), scheduler.wait(ms).then(() => "no answer")]);
}

/**
 * GET /gives-up?ms waits for an object in vain. GET /name?wish sets an alarm and says what the constructor does. It is done here, since a stub that Node holds keeps its
 * object from being evicted.
 */
export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/gives-up") return new Response(await giveUp(env, Number(searchParams.get("ms"))));
    const object = env.SCRIPTED.getByName(pathname.slice(1));
    await object.script(2000);
    await object.inConstructor(searchParams.get("wish") as InConstructor);
    return new Response(null, { status: 204 });
  },
} satisfies ExportedHandler<Env>;

const logs = new Map<string | undefined, Seen[]>();

/** What the object's handler saw. Kept outside the object, since `deleteAll()` is one of the steps. */
export function log(name: string | undefined): Seen[] {
  const seen = logs.get(name) ?? [];
  logs.set(name, seen);
  return seen;
}

async function perform(step: Step, storage: DurableObjectStorage): Promise<void> {
  switch (step.do) {
    case "write":
      return storage.kv.put("writes", (storage.kv.get<number>("writes") ?? 0) + 1);
    case "set":
      return storage.setAlarm(Date.now() + step.in);
    case "delete":
      return storage.deleteAlarm();
    case "delete in transaction":
      return storage.transaction(async (transaction) => transaction.deleteAlarm());
    case "delete in transaction, rolled back":
      return storage
        .transaction(async (transaction) => {
          await transaction.deleteAlarm();
          throw new Error("rolled back");
        })
        .catch(() => {});
    case "deleteAll":
      return storage.deleteAll();
    case "throw":
      throw new Error("scripted");
  }
}
