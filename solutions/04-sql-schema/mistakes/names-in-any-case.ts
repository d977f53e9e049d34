/**
 * The table takes names that differ in case for one.
 *
 * Costs: whoever comes second under a name has the score of somebody else.
 * Caught by: 1-keeps-each-player-once "takes names that differ in case for two players"
 * Caught by: 3-knows-the-rank "tells apart names that differ in case"
 * Hint: Ada plays, and so does ada. How many rows does the table have?
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
        name TEXT PRIMARY KEY NOT NULL COLLATE NOCASE,
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
  submit(name: string, score: number, at = Date.now()): number {
    // MAX() rather than DO UPDATE … WHERE: that one returns no row when it changes none, and one() would throw.
    return this.#sql
      .exec<{ score: number }>(
        `INSERT INTO players (name, score, achieved_at) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET
           achieved_at = IIF(excluded.score > score, excluded.achieved_at, achieved_at),
           score = MAX(score, excluded.score)
         RETURNING score`,
        name,
        score,
        at,
      )
      .one().score;
  }

  /** Answers where `name` stands, or `null` for somebody who never played. */
  find(name: string): Standing | null {
    const [standing] = this.#sql
      .exec<Standing>(
        `SELECT name, score, 1 + (SELECT COUNT(*) FROM players WHERE score > player.score) AS rank
         FROM players AS player WHERE name = ?`,
        name,
      )
      .toArray();
    return standing ?? null;
  }

  /** Answers the best `limit` players, best first; of equal scores the earlier one first. */
  top(limit = 10): Player[] {
    return this.#sql
      .exec<Player>("SELECT name, score, achieved_at FROM players ORDER BY score DESC, achieved_at LIMIT ?", limit)
      .toArray();
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
