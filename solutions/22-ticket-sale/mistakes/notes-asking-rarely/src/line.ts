/**
 * Saves rows written: whoever asks again within ten seconds isn't noted down anew.
 *
 * Costs: who asked nine seconds ago counts as somebody who didn't, and loses the place up to ten seconds too soon.
 * Caught by: 5-lets-in-so-many "keeps the place of whoever asks again after thirty seconds, and no more"
 * Hint: Whoever asks at 0, 9 and 39 seconds has never been silent for more than thirty. When did you note that she asked last?
 */
import { PATIENCE, type Place, TURN } from "./protocol.ts";

/** A buyer comes, or asks again. Lets in whoever's turn it is. `null` where nothing is on sale. */
export function enter(sql: SqlStorage, buyer: string, now: number): Place | null {
  const [sale] = sql.exec<{ room: number }>("SELECT room FROM sale").toArray();
  if (sale === undefined) return null;
  sql.exec("DELETE FROM line WHERE until <= ? OR until IS NULL AND asked < ?", now, now - PATIENCE);
  sql.exec(
    "INSERT INTO line (buyer, asked) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET asked = ?2 WHERE asked <= ?2 - 10000",
    buyer,
    now,
  );
  const own = sql.exec<Own>("SELECT number, until FROM line WHERE buyer = ?", buyer).one();
  if (own.until !== null) return { state: "inside", until: own.until };
  const { inside, ahead } = sql
    .exec<{ inside: number; ahead: number }>(
      "SELECT COUNT(until) AS inside, COUNT(*) FILTER (WHERE until IS NULL AND number < ?) AS ahead FROM line",
      own.number,
    )
    .one();
  // A place that is free belongs to whoever is first in line, also where she hasn't asked for it yet.
  if (sale.room - inside <= ahead) return { state: "waiting", ahead };
  sql.exec("UPDATE line SET until = ? WHERE number = ?", now + TURN, own.number);
  return { state: "inside", until: now + TURN };
}

/** A buyer goes. */
export function leave(sql: SqlStorage, buyer: string): void {
  sql.exec("DELETE FROM line WHERE buyer = ?", buyer);
}

/** Whether it is this buyer's turn. */
export function isInside(sql: SqlStorage, buyer: string, now: number): boolean {
  return sql.exec("SELECT 1 FROM line WHERE buyer = ? AND until > ?", buyer, now).toArray().length > 0;
}

type Own = { number: number; until: number | null };
