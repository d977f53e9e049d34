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
    // TODO 1: Let the table itself see to it that a player is there once and that no score is missing.
    this.#sql.exec("CREATE TABLE IF NOT EXISTS players (name TEXT, score INTEGER, achieved_at INTEGER)");
  }

  /**
   * Notes what `name` has scored at time `at`. Only a better score counts: a lower one changes nothing, and an equal one
   * doesn't make the player later. Answers the player's best score.
   */
  submit(name: string, score: number, at = Date.now()): number {
    // TODO 2: Insert the player, or improve the one that is there, and answer the score that then stands.
    return score;
  }

  /** Answers where `name` stands, or `null` for somebody who never played. */
  find(name: string): Standing | null {
    // TODO 3: Look the player up and count the better ones, prepared for nobody by that name.
    return { name, score: 0, rank: 1 };
  }

  /** Answers the best `limit` players, best first; of equal scores the earlier one first. */
  top(limit = 10): Player[] {
    // TODO 4: Have SQLite hand over no more than the best, and let it find them without a look at everybody.
    return [];
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
