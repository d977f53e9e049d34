import { PATIENCE, type Place, TURN } from "./protocol.ts";

/** A buyer whose turn has just begun. */
export type LetIn = { buyer: string; until: number };

/** A buyer comes, or asks again. */
export function enter(sql: SqlStorage, buyer: string, now: number): void {
  sql.exec("INSERT INTO line (buyer, asked) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET asked = ?2", buyer, now);
}

/** Where a buyer stands, or `null` where she isn't in line. */
export function placeOf(sql: SqlStorage, buyer: string): Place | null {
  const [own] = sql.exec<Own>("SELECT number, until FROM line WHERE buyer = ?", buyer).toArray();
  if (own === undefined) return null;
  if (own.until !== null) return { state: "inside", until: own.until };
  const query = "SELECT COUNT(*) AS ahead FROM line WHERE until IS NULL AND number < ?";
  return { state: "waiting", ahead: sql.exec<{ ahead: number }>(query, own.number).one().ahead };
}

/** Has those go whose turn is over, and who neither ask nor look on any more. */
export function sendAway(sql: SqlStorage, now: number, lookingOn: string[]): void {
  sql.exec(
    `DELETE FROM line WHERE until <= ?
     OR until IS NULL AND asked < ? AND buyer NOT IN (SELECT value FROM json_each(?))`,
    ...[now, now - PATIENCE, JSON.stringify(lookingOn)],
  );
}

/** Lets in the first in line, as many as there is room for, whether or not they are asking just now. */
export function letIn(sql: SqlStorage, now: number): LetIn[] {
  return sql
    .exec<LetIn>(
      `UPDATE line SET until = ? WHERE number IN (
         SELECT number FROM line WHERE until IS NULL ORDER BY number
         LIMIT MAX(0, (SELECT room FROM sale) - (SELECT COUNT(until) FROM line))
       ) RETURNING buyer, until`,
      now + TURN,
    )
    .toArray();
}

/** A buyer goes. */
export function leave(sql: SqlStorage, buyer: string): void {
  sql.exec("DELETE FROM line WHERE buyer = ?", buyer);
}

/** Whether it is this buyer's turn. */
export function isInside(sql: SqlStorage, buyer: string, now: number): boolean {
  return sql.exec("SELECT 1 FROM line WHERE buyer = ? AND until > ?", buyer, now).toArray().length > 0;
}

/** When the next turn ends, where somebody waits for it; otherwise `null`. */
export function nextTurn(sql: SqlStorage): number | null {
  const { next, waiting } = sql
    .exec<{ next: number | null; waiting: number }>(
      "SELECT MIN(until) AS next, COUNT(*) - COUNT(until) AS waiting FROM line",
    )
    .one();
  return waiting > 0 ? next : null;
}

type Own = { number: number; until: number | null };
