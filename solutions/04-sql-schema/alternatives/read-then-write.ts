/**
 * No upsert: the player is read, then inserted or updated. Nobody comes between, as nothing is awaited. The methods are
 * async, the rank comes from a window function, and the index holds the score alone.
 */
import { DurableObject } from "cloudflare:workers";
import { type CsvPage, csvPage } from "./csv-page.ts";

/** A row of the table `players`: the best score of one player. */
export type Player = {
  name: string;
  score: number;
  /** When the score was reached, in milliseconds since 1970. */
  achieved_at: number;
};

/** Where one player stands. Equal scores share a rank: 1, 2, 2, 4. */
export type Standing = { name: string; score: number; rank: number };

/** The leaderboard of one game, in the table `players`. */
export class Leaderboard extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  /** Runs at every start of the object: the first, and each one after an eviction, a deploy or a crash. */
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // Synchronous, so nobody is let in before it is done: no blockConcurrencyWhile() needed.
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS players (
        name TEXT PRIMARY KEY NOT NULL,
        score INTEGER NOT NULL,
        achieved_at INTEGER NOT NULL
      );
      CREATE INDEX IF NOT EXISTS players_by_score ON players (score DESC, achieved_at);
    `);
  }

  /**
   * Notes what `name` has scored at time `at`. Only a better score counts: a lower one changes nothing, and an equal one
   * doesn't make the player later. Answers the player's best score.
   */
  async submit(name: string, score: number, at = Date.now()): Promise<number> {
    for (const best of this.#sql.exec<Player>("SELECT * FROM players WHERE name = ?", name)) {
      if (score <= best.score) return best.score;
    }
    await this.ctx.storage.transaction(async () => {
      this.#sql.exec("DELETE FROM players WHERE name = ?", name);
      this.#sql.exec("INSERT INTO players (name, score, achieved_at) VALUES (?, ?, ?)", name, score, at);
    });
    return score;
  }

  /** Answers where `name` stands, or `null` for somebody who never played. */
  async find(name: string): Promise<Standing | null> {
    const ranked = this.#sql.exec<Standing>(
      "SELECT name, score, rank FROM (SELECT *, RANK() OVER (ORDER BY score DESC) AS rank FROM players) WHERE name = ?",
      name,
    );
    for (const standing of ranked) return standing;
    return null;
  }

  /** Answers the best `limit` players, best first; of equal scores the earlier one first. */
  async top(limit = 10): Promise<Player[]> {
    const best: Player[] = [];
    for (const player of this.#sql.exec<Player>("SELECT * FROM players ORDER BY score DESC, achieved_at")) {
      if (best.push(player) === limit) break;
    }
    return best;
  }

  /** Takes players over from an older leaderboard, with what they have there. */
  adopt(players: Player[]): void {
    for (const { name, score, achieved_at } of players) {
      this.#sql.exec(
        "INSERT OR REPLACE INTO players (name, score, achieved_at) VALUES (?, ?, ?)",
        name,
        score,
        achieved_at,
      );
    }
  }

  /** Takes a player off the board. */
  remove(name: string): void {
    this.#sql.exec("DELETE FROM players WHERE name = ?", name);
  }

  /** Answers a page of the export: the `limit` players that follow `after` by name. */
  exportPage(after = "", limit = 100): CsvPage {
    return csvPage(this.#sql, after, limit);
  }
}
