/**
 * After twenty attempts a payment is given up.
 *
 * Costs: the bank is down for four minutes, and keeps the money that was to go back.
 * Caught by: 4-pays-in-the-end "is given back in the end, however long that fails"
 * Hint: Whoever stops asking never learns whether the bank has the money. How long do you ask?
 */
import type { Bank, Payment } from "./bank.ts";
import { priceOf, seatsOfHold, unsell } from "./hall.ts";
import { type PaymentAnswer, RETRY } from "./protocol.ts";

const MOST_ATTEMPTS = 20;
const attempts = new Map<string, number>();

/** A bank's account. */
export type Account = Pick<DurableObjectStub<Bank>, "charge" | "refund" | "statement">;

/**
 * Notes down that a hold is about to be paid, and under what name: whatever happens from then on, the bank is asked for
 * this payment until it has said how it stands. Answers at once where there is nothing to pay.
 */
export function beginPayment(sql: SqlStorage, hold: string): { state: "begun"; payment: string } | PaymentAnswer {
  const [held] = sql.exec<{ payment: string | null }>("SELECT payment FROM holds WHERE id = ?", hold).toArray();
  if (held === undefined) return { state: "over" };
  if (held.payment !== null) return { state: "sold", seats: seatsOfHold(sql, hold) };
  const [begun] = sql
    .exec<{ id: string }>("SELECT id FROM payments WHERE hold = ? AND state = 'asking'", hold)
    .toArray();
  if (begun !== undefined) return { state: "begun", payment: begun.id };
  const payment = crypto.randomUUID();
  sql.exec(
    "INSERT INTO payments (id, hold, amount, state, asked) VALUES (?, ?, ?, 'asking', ?)",
    ...[payment, hold, priceOf(sql, hold), Date.now()],
  );
  return { state: "begun", payment };
}

/** Asks the bank for a payment, sells or refunds by what it says, and answers what came of it. */
export async function charge(sql: SqlStorage, account: Account, payment: string): Promise<PaymentAnswer> {
  const { amount } = sql
    .exec<{ amount: number }>("UPDATE payments SET asked = ? WHERE id = ? RETURNING amount", Date.now(), payment)
    .one();
  let state: Payment["state"];
  try {
    state = await account.charge(payment, amount);
  } catch {
    return { state: "pending" };
  }
  // Others were let in meanwhile: nothing that was looked up before is certain now.
  const answer = conclude(sql, payment, state);
  if (answer.state === "refunded") await refund(sql, account, payment);
  return answer;
}

/**
 * Asks the bank about all that isn't settled, and answers the seats that were sold by it. It never throws: there is a
 * next time, see `nextAttempt()`.
 */
export async function settle(sql: SqlStorage, account: Account): Promise<string[]> {
  const open = sql
    .exec<{ id: string; state: string }>("SELECT id, state FROM payments WHERE state IN ('asking', 'refunding')")
    .toArray();
  const answers = await Promise.all(
    open.map(({ id, state }) => (state === "asking" ? charge(sql, account, id) : refund(sql, account, id))),
  );
  for (const { id } of open) {
    const count = (attempts.get(id) ?? 0) + 1;
    attempts.set(id, count);
    if (count < MOST_ATTEMPTS) continue;
    sql.exec("UPDATE payments SET state = 'declined' WHERE id = ? AND state IN ('asking', 'refunding')", id);
  }
  return answers.flatMap((answer) => (answer?.state === "sold" ? answer.seats : []));
}

/** Notes down that the bank's books are to be compared with ours: what is paid there may have no seat here. */
export function requestComparison({ kv }: DurableObjectStorage): void {
  kv.put("compare at", Date.now() + RETRY);
}

/** When the bank is to be asked again, or `null`. */
export function nextAttempt({ sql, kv }: DurableObjectStorage): number | null {
  const { asked } = sql
    .exec<{ asked: number | null }>("SELECT MIN(asked) AS asked FROM payments WHERE state IN ('asking', 'refunding')")
    .one();
  const times = [asked === null ? undefined : asked + RETRY, kv.get<number>("compare at")];
  const due = times.filter((time) => time !== undefined);
  return due.length === 0 ? null : Math.min(...due);
}

/**
 * Compares the bank's books with ours, where that is due. What it was paid and no seat was sold for is given back, and what it
 * has given back is sold no longer: `tell` is told of the seats. It never throws either.
 */
export async function compare(
  { sql, kv }: DurableObjectStorage,
  account: Account,
  tell: (seats: string[]) => void,
): Promise<void> {
  if (kv.get("compare at") === undefined) return;
  kv.put("compare at", Date.now() + RETRY);
  let statement: Payment[];
  try {
    statement = await account.statement();
  } catch {
    return;
  }
  const ours = sql.exec<{ id: string }>("SELECT id FROM payments WHERE state IN ('asking', 'paid', 'refunding')");
  const known = new Set(ours.toArray().map(({ id }) => id));
  const unknown = statement.filter(({ payment, state }) => state === "paid" && !known.has(payment));
  for (const { payment, amount } of unknown) {
    sql.exec(
      "INSERT OR REPLACE INTO payments (id, hold, amount, state, asked) VALUES (?, '', ?, 'refunding', ?)",
      ...[payment, amount, Date.now()],
    );
  }
  kv.delete("compare at");
  // An earlier rewind may have given back what is sold at the time that this one went to.
  tell(statement.flatMap(({ payment, state }) => (state === "refunded" ? unsell(sql, payment) : [])));
  await Promise.all(unknown.map(({ payment }) => refund(sql, account, payment)));
}

function conclude(sql: SqlStorage, payment: string, state: Payment["state"]): PaymentAnswer {
  const note = (now: string) => sql.exec("UPDATE payments SET state = ? WHERE id = ?", now, payment);
  const { hold } = sql.exec<{ hold: string }>("SELECT hold FROM payments WHERE id = ?", payment).one();
  if (state !== "paid") {
    note(state);
    return { state };
  }
  const sold = sql.exec(
    "UPDATE holds SET payment = ?1 WHERE id = ?2 AND (payment = ?1 OR payment IS NULL AND until > ?3) RETURNING id",
    ...[payment, hold, Date.now()],
  );
  if (sold.toArray().length > 0) {
    note("paid");
    return { state: "sold", seats: seatsOfHold(sql, hold) };
  }
  note("refunding");
  return { state: "refunded" };
}

async function refund(sql: SqlStorage, account: Account, payment: string): Promise<null> {
  sql.exec("UPDATE payments SET asked = ? WHERE id = ?", Date.now(), payment);
  try {
    await account.refund(payment);
    sql.exec("UPDATE payments SET state = 'refunded' WHERE id = ?", payment);
  } catch {
    // It is still to be refunded, and the next alarm sees to it.
  }
  return null;
}
