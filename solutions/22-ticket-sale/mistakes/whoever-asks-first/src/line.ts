/**
 * Where there is room, whoever asks next is let in.
 *
 * Costs: those who reload all the time get in, and those who wait their turn don't.
 * Caught by: 5-lets-in-so-many "lets in the next when somebody leaves, in the order in which they came"
 * Hint: Bob waits, and Cem came after him. There is room, and Cem asks. What do you tell him?
 */
import { PATIENCE, type Place, TURN } from "./protocol.ts";

/** A buyer comes, or asks again. Lets in whoever's turn it is. `null` where nothing is on sale. */
export function enter(sql: SqlStorage, buyer: string, now: number): Place | null {
  const [sale] = sql.exec<{ room: number }>("SELECT room FROM sale").toArray();
  if (sale === undefined) return null;
  sql.exec("DELETE FROM line WHERE until <= ? OR until IS NULL AND asked < ?", now, now - PATIENCE);
  sql.exec("INSERT INTO line (buyer, asked) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET asked = ?2", buyer, now);
  const own = sql.exec<Own>("SELECT number, until FROM line WHERE buyer = ?", buyer).one();
  if (own.until !== null) return { state: "inside", until: own.until };
  const { inside, ahead } = sql
    .exec<{ inside: number; ahead: number }>(
      "SELECT COUNT(until) AS inside, COUNT(*) FILTER (WHERE until IS NULL AND number < ?) AS ahead FROM line",
      own.number,
    )
    .one();
  // A place that is free belongs to whoever is first in line, also where she hasn't asked for it yet.
  if (sale.room - inside <= 0) return { state: "waiting", ahead };
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
