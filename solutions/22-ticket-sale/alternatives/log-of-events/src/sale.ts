/**
 * What has happened is a list that only grows, and how things stand is what comes of reading it: once at each start, and
 * from then on event by event. Every decision is made on what is in memory, without an await, and is in storage before
 * anybody hears of it. There is a diary of the whole sale for free; and it is read as a whole at every start.
 */
import { DurableObject } from "cloudflare:workers";
import type { Payment } from "./bank.ts";
import { type Event, type Open, State } from "./events.ts";
import {
  type Concert,
  HOLD,
  type HoldAnswer,
  PATIENCE,
  type PaymentAnswer,
  type Place,
  RESTARTED,
  RETRY,
  type Refused,
  type Seats,
  TURN,
} from "./protocol.ts";
import { eventsOfRelease1 } from "./take-over.ts";

export class Sale extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;
  #state = new State();
  /** When who waits has asked last. Whoever waited before this start is given the benefit of the doubt. */
  #asked = new Map<string, number>();
  #begun = Date.now();
  /** When the bank was asked last about what is open. */
  #triedAt = Number.NEGATIVE_INFINITY;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec("CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, event TEXT NOT NULL)");
    const old = eventsOfRelease1(this.#sql, Date.now());
    if (old.length > 0) {
      ctx.storage.transactionSync(() => {
        for (const event of old) this.#sql.exec("INSERT INTO events (event) VALUES (?)", JSON.stringify(event));
        this.#sql.exec("DROP TABLE seats; DROP TABLE concert");
      });
    }
    const events = this.#sql.exec<{ event: string }>("SELECT event FROM events ORDER BY id").toArray();
    for (const { event } of events) this.#state.apply(JSON.parse(event));
    if (old.length > 0) ctx.blockConcurrencyWhile(() => this.#plan());
  }

  open(concert: Concert): boolean {
    if (this.#state.concert !== null) return false;
    this.#happens({ type: "opened", concert });
    return true;
  }

  seats(): Seats | null {
    this.#endHolds();
    return this.#state.concert === null ? null : this.#picture([...this.#state.seats.keys()]);
  }

  async hold(buyer: string, seats: string[]): Promise<HoldAnswer> {
    if ((this.#state.line.get(buyer) ?? 0) <= Date.now()) return { state: "outside" };
    this.#endHolds();
    const own = [...this.#state.holds.values()].find((hold) => hold.buyer === buyer && hold.soldBy === null);
    if (own !== undefined && own.seats.toSorted().join() !== seats.toSorted().join()) return { state: "holding" };
    if (own !== undefined) return this.#answer(own.hold, seats, own.until);
    if (seats.some((seat) => !this.#state.seats.has(seat))) return { state: "unknown" };
    const taken = seats.filter((seat) => this.#state.seats.get(seat) !== null);
    if (taken.length > 0) return { state: "taken", seats: taken };
    const hold = crypto.randomUUID();
    const until = Date.now() + HOLD;
    this.#happens({ type: "held", hold, buyer, seats, until });
    this.#tell(seats);
    await this.#plan();
    return this.#answer(hold, seats, until);
  }

  async release(hold: string): Promise<boolean> {
    this.#endHolds();
    const held = this.#state.holds.get(hold);
    if (held === undefined || held.soldBy !== null) return false;
    this.#end(hold);
    await this.#plan();
    return true;
  }

  override fetch(): Response {
    const seats = this.seats();
    if (seats === null) return new Response("Not on sale", { status: 404 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.send(JSON.stringify({ type: "seats", seats }));
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    socket.close(code === 1005 || code === 1006 || code === 1015 ? 1000 : code, reason);
  }

  override async alarm(): Promise<void> {
    this.#endHolds();
    this.ctx.waitUntil(this.#settle());
    await this.#plan();
  }

  async pay(hold: string): Promise<PaymentAnswer> {
    this.#endHolds();
    const held = this.#state.holds.get(hold);
    if (held === undefined) return { state: "over" };
    if (held.soldBy !== null) return { state: "sold", seats: held.seats };
    let open = [...this.#state.open.values()].find((each) => each.hold === hold && !each.owed);
    if (open === undefined) {
      const amount = held.seats.length * (this.#state.concert?.price ?? 0);
      open = { payment: crypto.randomUUID(), hold, amount, owed: false };
      this.#happens({ type: "charging", payment: open.payment, hold, amount });
      this.#triedAt = Date.now();
      await this.#plan();
    }
    return this.#charge(open);
  }

  enter(buyer: string): Place | null {
    const { concert, line } = this.#state;
    if (concert === null) return null;
    const now = Date.now();
    for (const [other, until] of line) {
      const isGone = until === null ? (this.#asked.get(other) ?? this.#begun) < now - PATIENCE : until <= now;
      if (isGone) this.#happens({ type: "left", buyer: other });
    }
    this.#asked.set(buyer, now);
    if (!line.has(buyer)) this.#happens({ type: "came", buyer });
    const until = line.get(buyer) ?? null;
    if (until !== null) return { state: "inside", until };
    const everybody = [...line];
    const inside = everybody.filter(([, until]) => until !== null).length;
    const waiting = everybody.flatMap(([other, until]) => (until === null ? [other] : []));
    const ahead = waiting.indexOf(buyer);
    if (inside + ahead >= concert.room) return { state: "waiting", ahead };
    this.#happens({ type: "let in", buyer, until: now + TURN });
    return { state: "inside", until: now + TURN };
  }

  leave(buyer: string): void {
    if (this.#state.line.has(buyer)) this.#happens({ type: "left", buyer });
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
    this.#happens({ type: "comparing" });
    await this.#plan();
    await this.#settle();
  }

  /** The one place that writes. */
  #happens(event: Event): void {
    this.#sql.exec("INSERT INTO events (event) VALUES (?)", JSON.stringify(event));
    this.#state.apply(event);
  }

  #endHolds(): void {
    const over = [...this.#state.holds.values()].filter(({ soldBy, until }) => soldBy === null && until <= Date.now());
    for (const { hold } of over) this.#end(hold);
  }

  #end(hold: string): void {
    const seats = this.#state.holds.get(hold)?.seats ?? [];
    for (const open of [...this.#state.open.values()].filter((each) => each.hold === hold)) {
      this.#happens({ type: "owed", payment: open.payment });
    }
    this.#happens({ type: "ended", hold });
    this.#tell(seats);
  }

  async #charge({ payment, hold, amount }: Open): Promise<PaymentAnswer> {
    let result: Payment["state"];
    try {
      result = await this.#account.charge(payment, amount);
    } catch {
      return { state: "pending" };
    }
    this.#endHolds();
    const held = this.#state.holds.get(hold);
    if (result === "paid" && (held === undefined || (held.soldBy !== null && held.soldBy !== payment))) {
      this.#happens({ type: "owed", payment });
      await this.#giveBack(payment);
      await this.#plan();
      return { state: "refunded" };
    }
    if (this.#state.open.has(payment)) this.#happens({ type: "charged", payment, result });
    if (result !== "paid" || held === undefined) return { state: result === "paid" ? "over" : result };
    this.#tell(held.seats);
    return { state: "sold", seats: held.seats };
  }

  async #giveBack(payment: string): Promise<void> {
    try {
      await this.#account.refund(payment);
      if (this.#state.open.has(payment)) this.#happens({ type: "given back", payment });
    } catch {
      // It is owed, and the next alarm sees to it.
    }
  }

  /** Asks the bank about all that is open. */
  async #settle(): Promise<void> {
    this.#triedAt = Date.now();
    const open = [...this.#state.open.values()];
    await Promise.all([
      ...open.map((each) => (each.owed ? this.#giveBack(each.payment) : this.#charge(each))),
      this.#state.comparing ? this.#compare() : null,
    ]);
    await this.#plan();
  }

  async #compare(): Promise<void> {
    const statement = await this.#account.statement().catch(() => null);
    if (statement === null || !this.#state.comparing) return;
    const { open, paid } = this.#state;
    const unknown = statement.filter(({ payment, state }) => {
      return state === "paid" && !paid.has(payment) && !open.has(payment);
    });
    for (const { payment } of unknown) this.#happens({ type: "owed", payment });
    // What an earlier rewind has given back, and is sold at the time that this one went to.
    for (const { payment } of statement.filter(({ payment, state }) => state === "refunded" && paid.has(payment))) {
      const seats = [...this.#state.holds.values()].flatMap((hold) => (hold.soldBy === payment ? hold.seats : []));
      this.#happens({ type: "given back", payment });
      this.#tell(seats);
    }
    this.#happens({ type: "compared" });
    await Promise.all(unknown.map(({ payment }) => this.#giveBack(payment)));
  }

  async #plan(): Promise<void> {
    const ends = [...this.#state.holds.values()].flatMap(({ soldBy, until }) => (soldBy === null ? [until] : []));
    const isOpen = this.#state.open.size > 0 || this.#state.comparing;
    const next = Math.min(...ends, ...(isOpen ? [Math.max(this.#triedAt, this.#begun) + RETRY] : []));
    if (next === Number.POSITIVE_INFINITY) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(next);
  }

  get #account() {
    return this.env.BANK.getByName(this.ctx.id.name ?? "");
  }

  #answer(hold: string, seats: string[], until: number): HoldAnswer {
    return { state: "held", hold, seats, until, amount: seats.length * (this.#state.concert?.price ?? 0) };
  }

  #picture(seats: string[]): Seats {
    return Object.fromEntries(
      seats.map((seat) => {
        const held = this.#state.seats.get(seat) ?? null;
        return [seat, held === null ? "free" : held.soldBy === null ? "held" : "sold"];
      }),
    );
  }

  #tell(seats: string[]): void {
    const update = JSON.stringify({ type: "changed", seats: this.#picture(seats) });
    for (const socket of this.ctx.getWebSockets()) {
      try {
        socket.send(update);
      } catch {
        // It is closing, and hears no more.
      }
    }
  }
}
