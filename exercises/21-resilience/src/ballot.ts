import { DurableObject } from "cloudflare:workers";

/** What a viewer can be told. It has a name of its own, since an error that crosses RPC keeps that, but not its class. */
export class Refusal extends Error {
  override name = "Refusal";
}

/**
 * How a call can end, when it doesn't end well.
 *
 * - `lost`: the ballot is reset before it has counted, as it is when a connection breaks or a machine is moved.
 * - `unanswered`: it has counted, and is reset before it answers.
 * - `slow`: as `lost`, three seconds later.
 * - `relayed`: an object that the ballot has called was reset; the ballot is well, and throws that error on.
 * - `overloaded`: it has too much to do.
 * - `flooded`: as `overloaded`, and the error says that one may call again.
 * - `broken`: it has a bug.
 * - `miscounted`: it has a bug, too, and has noticed it: it throws an error as plain as those of the platform.
 * - `aborted`: it gives itself up by `ctx.abort()`.
 * - `silent`: it has counted, and doesn't answer.
 */
export const FAILURES = [
  "lost",
  "unanswered",
  "slow",
  "relayed",
  "overloaded",
  "flooded",
  "broken",
  "miscounted",
  "aborted",
  "silent",
] as const;
export type Failure = (typeof FAILURES)[number];

/** The votes of one show. And so that you, and the tests, can see what becomes of its callers, it can be made to fail. */
export class Ballot extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;
  #kv = this.ctx.storage.kv;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS votes (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, song INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS calls (at INTEGER NOT NULL);
    `);
  }

  /** Counts a vote, and answers its number: 1 for the first. A key that it knows isn't counted again, but gets its number. */
  async vote(key: string, song: number): Promise<number> {
    const failure = await this.#begin();
    if (this.#kv.get("closed")) throw new Refusal("Voting is closed");
    if (!SONGS.includes(song)) throw new Refusal(`There is no song ${song}`);
    this.#sql.exec("INSERT INTO votes (key, song) VALUES (?, ?) ON CONFLICT DO NOTHING", key, song);
    if (failure === "unanswered") await this.#reset();
    if (failure === "silent") await new Promise(() => {});
    return this.#sql.exec<{ number: number }>("SELECT number FROM votes WHERE key = ?", key).one().number;
  }

  /** How many votes each song has. */
  async results(): Promise<Record<string, number>> {
    await this.#begin();
    const query = "SELECT song, COUNT(*) AS votes FROM votes GROUP BY song ORDER BY song";
    const rows = this.#sql.exec<{ song: number; votes: number }>(query).toArray();
    return Object.fromEntries(rows.map(({ song, votes }) => [song, votes]));
  }

  /** From now on, votes are refused. */
  close(): void {
    this.#kv.put("closed", true);
  }

  /** Has the next calls of `vote()` and `results()` end so, this many. */
  fail(failure: Failure, times = 1): void {
    this.#kv.put("failures", new Array<Failure>(times).fill(failure));
  }

  /** When `vote()` and `results()` were called so far, in milliseconds since 1970. */
  calls(): number[] {
    return [...this.#sql.exec<{ at: number }>("SELECT at FROM calls ORDER BY rowid")].map(({ at }) => at);
  }

  /** Notes a call, and ends it where it is to end before anything has happened. */
  async #begin(): Promise<Failure | undefined> {
    this.#sql.exec("INSERT INTO calls (at) VALUES (?)", Date.now());
    const [failure, ...later] = this.#kv.get<Failure[]>("failures") ?? [];
    this.#kv.put("failures", later);
    if (failure === "overloaded") throw Object.assign(new Error("Too many requests queued"), { overloaded: true });
    if (failure === "flooded") throw Object.assign(this.#lost(), { overloaded: true });
    if (failure === "broken") throw new TypeError("Cannot read properties of undefined (reading 'jury')");
    if (failure === "miscounted") throw new Error("The votes of the jury don't add up");
    if (failure === "slow") await scheduler.wait(3_000);
    if (failure === "lost" || failure === "slow") await this.#reset();
    if (failure === "relayed") throw this.#lost();
    if (failure === "aborted") await this.#abort();
    return failure;
  }

  /** Every caller gets the error, and has a stub that is broken. */
  async #reset(): Promise<void> {
    // What hasn't reached the disk yet would go with the object.
    await this.ctx.storage.sync();
    await this.ctx.blockConcurrencyWhile(() => Promise.reject(this.#lost()));
  }

  /** An error like those of the platform. They have many words, and one property. */
  #lost(): Error {
    const words = WORDS[(this.calls().length - 1) % WORDS.length];
    return Object.assign(new Error(words), { retryable: true });
  }

  async #abort(): Promise<void> {
    await this.ctx.storage.sync();
    this.ctx.abort("The ballot gave itself up");
  }
}

const SONGS = [1, 2, 3, 4, 5];

const WORDS = [
  "Network connection lost.",
  "Durable Object reset because its code was updated.",
  "Cannot resolve Durable Object due to transient issue on remote node.",
];
