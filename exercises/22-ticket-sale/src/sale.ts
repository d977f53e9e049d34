import { DurableObject } from "cloudflare:workers";
import type { Concert, HoldAnswer, PaymentAnswer, Place, Refused, Seats } from "./protocol.ts";

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
    // TODO 1: Keep what is on sale.
    return true;
  }

  /** All seats, in order, or `null` where the concert isn't on sale. */
  async seats(): Promise<Seats | null> {
    // TODO 1: Answer how each seat stands at this moment.
    return { A1: "free" };
  }

  /**
   * Gives a buyer all of these seats for HOLD milliseconds, or none of them. There are one to four, all different. Who asks
   * again for the seats that she holds is answered the same as before, for the first answer may have got lost.
   */
  async hold(buyer: string, seats: string[]): Promise<HoldAnswer> {
    // TODO 1: Give each seat to one buyer at a time.
    return { state: "held", hold: crypto.randomUUID(), seats, until: Date.now(), amount: 0 };
  }

  /** Gives the seats of a hold back. Answers `false` where there is no such hold. */
  async release(hold: string): Promise<boolean> {
    // TODO 1: Free them.
    return true;
  }

  /** A request for a socket: somebody looks on, and is sent `Update`s. Where the concert isn't on sale, the answer is a 404. */
  override async fetch(request: Request): Promise<Response> {
    // TODO 2: Let the runtime hold the socket, so that it outlives the object's sleep, and greet it with all seats.
    const { 0: client, 1: server } = new WebSocketPair();
    server.accept();
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Called by the runtime when somebody who looked on closes the socket, or is gone. */
  override async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    // TODO 2: Answer the close, with a code that may be sent.
  }

  /** Called by the platform at the time that was set, or later, once or more often. */
  override async alarm(): Promise<void> {
    // TODO 3: Do what is due, and set the alarm for what comes next.
  }

  /**
   * Has the bank charge what a hold costs, and sells its seats. Whoever pays for the same hold twice is charged once, and
   * answered the same.
   */
  async pay(hold: string): Promise<PaymentAnswer> {
    // TODO 4: Let there be no payment without a seat, and no seat without a payment, whatever happens in between.
    return { state: "sold", seats: [] };
  }

  /** A buyer comes to choose seats, or asks again whether it is her turn. Answers `null` where the concert isn't on sale. */
  async enter(buyer: string): Promise<Place | null> {
    // TODO 5: Let in as many as there is room for, in the order in which they came.
    return { state: "inside", until: Date.now() };
  }

  /** A buyer goes, whether she was inside or waiting. */
  async leave(buyer: string): Promise<void> {
    // TODO 5: Make room.
  }

  /**
   * Takes the sale back to how it was at a time, in milliseconds since 1970. Refuses a time that hasn't come yet, or that
   * storage can't go back to.
   */
  async rewind(time: number): Promise<Refused> {
    // TODO 7: Have storage restored to that time, and restart with the message RESTARTED.
    return { state: "refused", why: "It can't be done yet" };
  }

  /** Called by the Worker when `rewind()` has restarted the object, before it tells the operator that all is well. */
  async afterRewind(): Promise<void> {
    // TODO 7: What was paid since that time has no seat any more. See to it that it is given back.
  }

  /** Makes what a new concert needs. Called whenever the object starts, before all else. */
  #prepare(): void {
    // TODO 1: Make your tables, or whatever you have, where they aren't there yet.
  }

  /** Brings over what release 1 has stored here, if it has: see release-1.sql. Called whenever the object starts. */
  #takeOver(): void {
    // TODO 6: Bring over what is on sale, what is sold, and what is held at this moment.
  }

  /** Tells everybody who looks on how these seats stand now. */
  #tell(seats: string[]): void {
    // TODO 2: Send them, to all.
  }

  /** Sets the alarm for whatever comes next. To be called after every change. */
  async #plan(): Promise<void> {
    // TODO 3: Find out when a hold ends, or whatever else there is to do by then.
  }

  /** Whether it is this buyer's turn to choose seats. */
  #isInside(buyer: string): boolean {
    // TODO 5: Look it up.
    return true;
  }

  /** Goes on with the payments that the bank hasn't settled. */
  async #settle(): Promise<void> {
    // TODO 4: Ask the bank again.
  }
}
