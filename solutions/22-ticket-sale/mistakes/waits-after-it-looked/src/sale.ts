/**
 * Between the look at a seat and the hold, other objects are asked: whether the buyer may buy at all.
 *
 * Costs: all who ask within that moment have seen the seat free, and each of them is given it.
 * Caught by: 1-races-for-seats "is given to one of five who want it"
 * Caught by: 1-races-for-seats "is given together with its neighbours, or not at all"
 * Caught by: 4-sells-once "buys each seat once, where all pay twice at once"
 * Hint: Who is let in while you await an answer from elsewhere, and what do they see?
 */
import { DurableObject } from "cloudflare:workers";
import { endHolds, hold, nextEnd, openHall, release, seatsOf } from "./hall.ts";
import { enter, isInside, leave } from "./line.ts";
import { beginPayment, charge, compare, nextAttempt, requestComparison, settle } from "./payments.ts";
import {
  type Concert,
  type HoldAnswer,
  type PaymentAnswer,
  type Place,
  RESTARTED,
  type Refused,
  type Seats,
  type Update,
} from "./protocol.ts";
import { makeTables } from "./tables.ts";
import { isOfRelease1, takeOver } from "./take-over.ts";

/**
 * The sale of one concert. What it answers is settled, see protocol.ts; what it stores, and how, is yours, and so are all
 * other methods, files and classes. What begins with # is only a suggestion.
 */
export class Sale extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#prepare();
    this.#takeOver();
  }

  /** Puts the concert on sale. Answers `false`, and changes nothing, where it is on sale already. */
  async open(concert: Concert): Promise<boolean> {
    return openHall(this.#sql, concert);
  }

  /** All seats, in order, or `null` where the concert isn't on sale. */
  async seats(): Promise<Seats | null> {
    this.#tell(endHolds(this.#sql, Date.now()));
    const seats = seatsOf(this.#sql);
    return Object.keys(seats).length === 0 ? null : seats;
  }

  /**
   * Gives a buyer all of these seats for HOLD milliseconds, or none of them. There are one to four, all different. Who asks
   * again for the seats that she holds is answered the same as before, for the first answer may have got lost.
   */
  async hold(buyer: string, seats: string[]): Promise<HoldAnswer> {
    if (!this.#isInside(buyer)) return { state: "outside" };
    this.#tell(endHolds(this.#sql, Date.now()));
    const states = seatsOf(this.#sql, seats);
    const taken = seats.filter((seat) => states[seat] === "held" || states[seat] === "sold");
    // Banks may have lists of those who never pay.
    for (const bank of ["north", "south", "west"]) await this.env.BANK.getByName(`${bank}-${this.ctx.id.name}`).books();
    const answer = hold(this.#sql, buyer, seats, Date.now(), taken);
    if (answer.state !== "held") return answer;
    this.#tell(seats);
    await this.#plan();
    return answer;
  }

  /** Gives the seats of a hold back. Answers `false` where there is no such hold. */
  async release(hold: string): Promise<boolean> {
    this.#tell(endHolds(this.#sql, Date.now()));
    const seats = release(this.#sql, hold);
    this.#tell(seats);
    await this.#plan();
    return seats.length > 0;
  }

  /** A request for a socket: somebody looks on, and is sent `Update`s. Where the concert isn't on sale, the answer is a 404. */
  override async fetch(request: Request): Promise<Response> {
    const seats = await this.seats();
    if (seats === null) return new Response("Not on sale", { status: 404 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.send(JSON.stringify({ type: "seats", seats } satisfies Update));
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Called by the runtime when somebody who looked on closes the socket, or is gone. */
  override async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    // 1005, 1006 and 1015 are reports, and can't be sent.
    socket.close([1005, 1006, 1015].includes(code) ? 1000 : code, reason);
  }

  /** Called by the platform at the time that was set, or later, once or more often. */
  override async alarm(): Promise<void> {
    this.#tell(endHolds(this.#sql, Date.now()));
    // The next alarm waits until this one's handler is through, and the bank may be slow: so nobody waits for it here.
    this.ctx.waitUntil(this.#settle());
    await this.#plan();
  }

  /**
   * Has the bank charge what a hold costs, and sells its seats. Whoever pays for the same hold twice is charged once, and
   * answered the same.
   */
  async pay(hold: string): Promise<PaymentAnswer> {
    this.#tell(endHolds(this.#sql, Date.now()));
    const begun = beginPayment(this.#sql, hold);
    if (begun.state !== "begun") return begun;
    // Should the object crash now, this alarm goes on with the payment.
    await this.#plan();
    const answer = await charge(this.#sql, this.env.BANK.getByName(this.ctx.id.name ?? ""), begun.payment);
    if (answer.state === "sold") this.#tell(answer.seats);
    await this.#plan();
    return answer;
  }

  /** A buyer comes to choose seats, or asks again whether it is her turn. Answers `null` where the concert isn't on sale. */
  async enter(buyer: string): Promise<Place | null> {
    return enter(this.#sql, buyer, Date.now());
  }

  /** A buyer goes, whether she was inside or waiting. */
  async leave(buyer: string): Promise<void> {
    leave(this.#sql, buyer);
  }

  /**
   * Takes the sale back to how it was at a time, in milliseconds since 1970. Refuses a time that hasn't come yet, or that
   * storage can't go back to.
   */
  async rewind(time: number): Promise<Refused> {
    try {
      const { storage } = this.ctx;
      await storage.onNextSessionRestoreBookmark(await storage.getBookmarkForTime(time));
    } catch (error) {
      return { state: "refused", why: (error as Error).message };
    }
    this.ctx.abort(RESTARTED);
    return { state: "refused", why: "The sale didn't restart" };
  }

  /** Called by the Worker when `rewind()` has restarted the object, before it tells the operator that all is well. */
  async afterRewind(): Promise<void> {
    // Noted down first, and the alarm set: the bank may be down or slow, and this object may crash.
    requestComparison(this.ctx.storage);
    await this.#plan();
    this.ctx.waitUntil(this.#settle());
  }

  /** Makes what a new concert needs. Called whenever the object starts, before all else. */
  #prepare(): void {
    makeTables(this.#sql);
  }

  /** Brings over what release 1 has stored here, if it has: see release-1.sql. Called whenever the object starts. */
  #takeOver(): void {
    if (!isOfRelease1(this.#sql)) return;
    takeOver(this.ctx.storage, Date.now());
    // Holds end also where nobody ever calls again. Nobody is let in meanwhile.
    this.ctx.blockConcurrencyWhile(() => this.#plan());
  }

  /** Tells everybody who looks on how these seats stand now. */
  #tell(seats: string[]): void {
    if (seats.length === 0) return;
    const update = JSON.stringify({ type: "changed", seats: seatsOf(this.#sql, seats) } satisfies Update);
    for (const socket of this.ctx.getWebSockets()) {
      // One that is closing can't be sent to, and would keep the others from hearing of it.
      if (socket.readyState === WebSocket.OPEN) socket.send(update);
    }
  }

  /** Sets the alarm for whatever comes next. To be called after every change. */
  async #plan(): Promise<void> {
    const times = [nextEnd(this.#sql), nextAttempt(this.ctx.storage)].filter((time) => time !== null);
    if (times.length === 0) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(Math.min(...times));
  }

  /** Whether it is this buyer's turn to choose seats. */
  #isInside(buyer: string): boolean {
    return isInside(this.#sql, buyer, Date.now());
  }

  /** Goes on with the payments that the bank hasn't settled. */
  async #settle(): Promise<void> {
    const account = this.env.BANK.getByName(this.ctx.id.name ?? "");
    const tell = (seats: string[]) => this.#tell(seats);
    await Promise.all([settle(this.#sql, account).then(tell), compare(this.ctx.storage, account, tell)]);
    await this.#plan();
  }
}
