/**
 * Three kinds of objects. The sale has the hall, and whoever looks on; the door has the line; each payment has a till. Only
 * the sale says what is sold: a till asks it once the bank has answered, and gives the money back where it says no. So the
 * crowd at the door and a bank that is slow don't take the sale's time.
 */
import { DurableObject } from "cloudflare:workers";
import type { Payment } from "./bank.ts";
import { endHolds, hold, nextEnd, openHall, priceOf, release, seatsOf, seatsOfHold, unsell } from "./hall.ts";
import {
  type Concert,
  type HoldAnswer,
  type PaymentAnswer,
  type Place,
  RESTARTED,
  RETRY,
  type Refused,
  type Seats,
} from "./protocol.ts";
import { makeTables } from "./tables.ts";
import { isOfRelease1, takeOver } from "./take-over.ts";

export class Sale extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    makeTables(this.#sql);
    if (!isOfRelease1(this.#sql)) return;
    takeOver(ctx.storage, Date.now());
    ctx.blockConcurrencyWhile(() => this.#plan());
  }

  open(concert: Concert): boolean {
    return openHall(this.#sql, concert);
  }

  seats(): Seats | null {
    this.#endHolds();
    const seats = seatsOf(this.#sql);
    return Object.keys(seats).length === 0 ? null : seats;
  }

  async hold(buyer: string, seats: string[]): Promise<HoldAnswer> {
    // Others are let in while the door is asked, so it is asked before anything is looked up.
    if (!(await this.#door.isInside(buyer))) return { state: "outside" };
    this.#endHolds();
    const answer = hold(this.#sql, buyer, seats, Date.now());
    if (answer.state !== "held") return answer;
    this.#tell(seats);
    await this.#plan();
    return answer;
  }

  async release(id: string): Promise<boolean> {
    this.#endHolds();
    const seats = release(this.#sql, id);
    this.#tell(seats);
    await this.#plan();
    return seats.length > 0;
  }

  override fetch(): Response {
    const seats = this.seats();
    if (seats === null) return new Response("Not on sale", { status: 404 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.send(JSON.stringify({ type: "seats", seats }));
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    socket.close(code < 3000 ? 1000 : code);
  }

  override async alarm(): Promise<void> {
    this.#endHolds();
    if (this.ctx.storage.kv.get("compare")) this.ctx.waitUntil(this.#compare());
    await this.#plan();
  }

  async pay(id: string): Promise<PaymentAnswer> {
    this.#endHolds();
    const [held] = this.#sql.exec<{ payment: string | null }>("SELECT payment FROM holds WHERE id = ?", id).toArray();
    if (held === undefined) return { state: "over" };
    if (held.payment !== null) return { state: "sold", seats: seatsOfHold(this.#sql, id) };
    const amount = priceOf(this.#sql, id);
    const query = "SELECT id FROM payments WHERE hold = ? AND state = 'asking'";
    const begun = this.#sql.exec<{ id: string }>(query, id).toArray()[0]?.id;
    const payment = begun ?? crypto.randomUUID();
    if (begun === undefined)
      this.#sql.exec("INSERT INTO payments VALUES (?, ?, ?, 'asking', ?)", payment, id, amount, Date.now());
    return this.#till(payment).charge(this.#name, payment, amount);
  }

  /** A till has asked the bank. Sells the seats, or says that the money has to go back. */
  conclude(payment: string, state: Payment["state"]): PaymentAnswer {
    this.#endHolds();
    const query =
      "SELECT holds.id AS hold, holds.payment FROM payments JOIN holds ON holds.id = hold WHERE payments.id = ?";
    const [held] = this.#sql.exec<{ hold: string; payment: string | null }>(query, payment).toArray();
    const isSold = state === "paid" && held !== undefined && (held.payment === null || held.payment === payment);
    const now = isSold ? "paid" : state === "paid" ? "refunding" : state;
    this.#sql.exec("UPDATE payments SET state = ? WHERE id = ?", now, payment);
    if (!isSold) return { state: state === "declined" ? "declined" : "refunded" };
    this.#sql.exec("UPDATE holds SET payment = ? WHERE id = ?", payment, held.hold);
    const seats = seatsOfHold(this.#sql, held.hold);
    this.#tell(seats);
    return { state: "sold", seats };
  }

  /** The bank has given a payment back. What was sold for it, before a rewind and by another one again, is free. */
  givenBack(payment: string): void {
    this.#tell(unsell(this.#sql, payment));
  }

  async enter(buyer: string): Promise<Place | null> {
    const [sale] = this.#sql.exec<{ room: number }>("SELECT room FROM sale").toArray();
    return sale === undefined ? null : this.#door.enter(buyer, sale.room);
  }

  async leave(buyer: string): Promise<void> {
    await this.#door.leave(buyer);
  }

  async rewind(time: number): Promise<Refused> {
    try {
      const bookmark = await this.ctx.storage.getBookmarkForTime(time);
      await this.ctx.storage.onNextSessionRestoreBookmark(bookmark);
    } catch (error) {
      return { state: "refused", why: (error as Error).message };
    }
    this.ctx.abort(RESTARTED);
    return { state: "refused", why: "The sale didn't restart" };
  }

  async afterRewind(): Promise<void> {
    this.ctx.storage.kv.put("compare", true);
    await this.#plan();
    await this.#compare();
  }

  /** Has a till give back what the bank was paid, and no seat was sold for. */
  async #compare(): Promise<void> {
    const statement = await this.env.BANK.getByName(this.#name)
      .statement()
      .catch(() => null);
    if (statement === null) return;
    const ours = this.#sql.exec<{ id: string }>("SELECT id FROM payments WHERE state IN ('asking', 'paid')").toArray();
    const known = new Set(ours.map(({ id }) => id));
    const unknown = statement.filter(({ payment, state }) => state === "paid" && !known.has(payment));
    for (const { payment, state } of statement) if (state === "refunded") this.givenBack(payment);
    await Promise.all(unknown.map(({ payment }) => this.#till(payment).refund(this.#name, payment)));
    // Only now: had this object crashed before, another comparison would find them.
    this.ctx.storage.kv.delete("compare");
  }

  #endHolds(): void {
    this.#tell(endHolds(this.#sql, Date.now()));
  }

  #tell(seats: string[]): void {
    if (seats.length === 0) return;
    const update = JSON.stringify({ type: "changed", seats: seatsOf(this.#sql, seats) });
    const open = this.ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);
    for (const socket of open) socket.send(update);
  }

  async #plan(): Promise<void> {
    const end = nextEnd(this.#sql) ?? Number.POSITIVE_INFINITY;
    const retry = this.ctx.storage.kv.get("compare") ? Date.now() + RETRY : Number.POSITIVE_INFINITY;
    const next = Math.min(end, retry);
    if (next === Number.POSITIVE_INFINITY) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(next);
  }

  get #name() {
    return this.ctx.id.name ?? "";
  }

  get #door() {
    return this.env.DOOR.getByName(this.#name);
  }

  #till(payment: string) {
    return this.env.TILL.getByName(payment);
  }
}
