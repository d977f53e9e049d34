import { DurableObject } from "cloudflare:workers";

/** How a sum can fail: the shard has too much to do, the connection to it breaks, or it has a bug. */
export type Failure = "overloaded" | "lost" | "broken";

/**
 * Counts the claps of some viewers. And so that you, and the tests, can see what becomes of the others when one shard is
 * slow or broken, its sums can be held back, and can fail.
 */
export class Shard extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;
  #isClosed = false;
  #failure: Failure | undefined;
  #waiting: (() => void)[] = [];
  #asked = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec("CREATE TABLE IF NOT EXISTS claps (viewer TEXT PRIMARY KEY, claps INTEGER NOT NULL) WITHOUT ROWID");
  }

  /** Counts a clap. */
  add(viewer: string): void {
    const { kv } = this.ctx.storage;
    this.#sql.exec("INSERT INTO claps VALUES (?, 1) ON CONFLICT DO UPDATE SET claps = claps + 1", viewer);
    // Kept beside the rows, so that a sum doesn't have to read them all.
    kv.put("sum", (kv.get<number>("sum") ?? 0) + 1);
  }

  /** How often this viewer has clapped, as far as this shard knows. */
  countOf(viewer: string): number {
    const [row] = this.#sql.exec<{ claps: number }>("SELECT claps FROM claps WHERE viewer = ?", viewer).toArray();
    return row?.claps ?? 0;
  }

  /** All claps in this shard. */
  async sum(): Promise<number> {
    this.#asked++;
    if (this.#isClosed) await new Promise<void>((go) => this.#waiting.push(go));
    if (this.#failure !== undefined) throw errorOf(this.#failure);
    return this.ctx.storage.kv.get<number>("sum") ?? 0;
  }

  /** From now on, sums wait. */
  close(): void {
    this.#isClosed = true;
  }

  /** Lets all sums go that wait, and those that come. */
  open(): void {
    this.#isClosed = false;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** From now on, sums fail. */
  fail(failure: Failure = "overloaded"): void {
    this.#failure = failure;
  }

  /** Ends `fail()`. */
  mend(): void {
    this.#failure = undefined;
  }

  /** How often it was asked for its sum. */
  asked(): number {
    return this.#asked;
  }
}

/** An error as it arrives where the shard was called. */
function errorOf(failure: Failure): Error {
  if (failure === "overloaded") return Object.assign(new Error("This shard has too much to do"), { overloaded: true });
  if (failure === "lost") return Object.assign(new Error("Network connection lost."), { retryable: true });
  return new TypeError("Cannot read properties of undefined (reading 'claps')");
}
