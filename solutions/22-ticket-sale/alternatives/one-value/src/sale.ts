/**
 * All that is to be known of a sale is one value, read and written by the asynchronous key-value API. Between the read and
 * the write nothing is awaited but storage, and so nobody is let in: that is what input gates are for. What the bank says is
 * written down after a new read. Every change writes all of it, which is fine for a hall of some hundred seats; a value may
 * have 2 MB.
 */
import { DurableObject } from "cloudflare:workers";
import type { Payment } from "./bank.ts";
import { type Document, documentOfRelease1, newDocument } from "./document.ts";
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

export class Sale extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.blockConcurrencyWhile(async () => {
      const document = documentOfRelease1(ctx.storage.sql, Date.now());
      if (document === null) return;
      await ctx.storage.transaction(async () => {
        ctx.storage.sql.exec("DROP TABLE seats; DROP TABLE concert");
        await this.#write(document);
      });
    });
  }

  async open(concert: Concert): Promise<boolean> {
    if ((await this.#read()) !== null) return false;
    await this.#write({ ...newDocument(concert), openedAt: Date.now() });
    return true;
  }

  async seats(): Promise<Seats | null> {
    const sale = await this.#read();
    return sale === null ? null : picture(sale, Object.keys(sale.seats));
  }

  async hold(buyer: string, seats: string[]): Promise<HoldAnswer> {
    const sale = await this.#read();
    if (sale === null) return { state: "unknown" };
    if (!sale.line.some((each) => each.buyer === buyer && (each.until ?? 0) > Date.now())) return { state: "outside" };
    const own = Object.entries(sale.holds).find(([, hold]) => hold.buyer === buyer && hold.payment === null);
    if (own !== undefined) {
      const [hold, { seats: held, until }] = own;
      const isSame = held.length === seats.length && held.every((seat) => seats.includes(seat));
      return isSame ? answer(sale, hold, seats, until) : { state: "holding" };
    }
    if (seats.some((seat) => sale.seats[seat] === undefined)) return { state: "unknown" };
    const taken = seats.filter((seat) => sale.seats[seat] !== null);
    if (taken.length > 0) return { state: "taken", seats: taken };
    const hold = crypto.randomUUID();
    const until = Date.now() + HOLD;
    sale.holds[hold] = { buyer, seats, until, payment: null };
    for (const seat of seats) sale.seats[seat] = { hold };
    await this.#write(sale, seats);
    return answer(sale, hold, seats, until);
  }

  async release(hold: string): Promise<boolean> {
    const sale = await this.#read();
    if (sale?.holds[hold]?.payment !== null) return false;
    await this.#write(sale, end(sale, hold));
    return true;
  }

  override async fetch(): Promise<Response> {
    const seats = await this.seats();
    if (seats === null) return new Response("Not on sale", { status: 404 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.send(JSON.stringify({ type: "seats", seats }));
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    socket.close(1000);
  }

  override async alarm(): Promise<void> {
    const sale = await this.#read();
    if (sale === null) return;
    const isDue = sale.askAgainAt <= Date.now();
    if (isDue) sale.askAgainAt = Date.now() + RETRY;
    await this.#write(sale);
    if (isDue) this.ctx.waitUntil(this.#settle());
  }

  async pay(hold: string): Promise<PaymentAnswer> {
    const sale = await this.#read();
    const held = sale?.holds[hold];
    if (sale === null || held === undefined) return { state: "over" };
    if (held.payment !== null) return { state: "sold", seats: held.seats };
    const begun = Object.entries(sale.payments).find(([, each]) => each.hold === hold && each.state === "asking");
    const payment = begun?.[0] ?? crypto.randomUUID();
    if (begun === undefined) {
      sale.payments[payment] = { hold, amount: held.seats.length * sale.concert.price, state: "asking" };
      sale.askAgainAt = Date.now() + RETRY;
      await this.#write(sale);
    }
    return this.#charge(payment);
  }

  async enter(buyer: string): Promise<Place | null> {
    const sale = await this.#read();
    if (sale === null) return null;
    const now = Date.now();
    sale.line = sale.line.filter(({ asked, until }) => (until === null ? asked >= now - PATIENCE : until > now));
    let own = sale.line.find((each) => each.buyer === buyer);
    if (own === undefined) {
      own = { buyer, asked: now, until: null };
      sale.line.push(own);
    }
    own.asked = now;
    const inside = sale.line.filter(({ until }) => until !== null).length;
    const ahead = sale.line.slice(0, sale.line.indexOf(own)).filter(({ until }) => until === null).length;
    if (own.until === null && inside + ahead < sale.concert.room) own.until = now + TURN;
    await this.#write(sale);
    return own.until === null ? { state: "waiting", ahead } : { state: "inside", until: own.until };
  }

  async leave(buyer: string): Promise<void> {
    const sale = await this.#read();
    if (sale === null) return;
    sale.line = sale.line.filter((each) => each.buyer !== buyer);
    await this.#write(sale);
  }

  async rewind(time: number): Promise<Refused> {
    // Before, there was no value that could keep what is owed.
    if (((await this.#read())?.openedAt ?? time) > time) return { state: "refused", why: "It wasn't on sale then" };
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
    const sale = await this.#read();
    if (sale === null) return;
    sale.compare = true;
    sale.askAgainAt = Date.now() + RETRY;
    await this.#write(sale);
    await this.#settle();
  }

  /** The sale, without the holds that are over. */
  async #read(): Promise<Document | null> {
    const sale = (await this.ctx.storage.get<Document>("sale")) ?? null;
    if (sale === null) return null;
    const over = Object.entries(sale.holds).filter(([, { until, payment }]) => payment === null && until <= Date.now());
    const freed = over.flatMap(([hold]) => end(sale, hold));
    if (freed.length > 0) await this.#write(sale, freed);
    return sale;
  }

  /** Keeps the sale, tells everybody about these seats, and sets the alarm. */
  async #write(sale: Document, changed: string[] = []): Promise<void> {
    await this.ctx.storage.put("sale", sale);
    if (changed.length > 0) {
      const update = JSON.stringify({ type: "changed", seats: picture(sale, changed) });
      const open = this.ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);
      for (const socket of open) socket.send(update);
    }
    const times = Object.values(sale.holds).flatMap(({ until, payment }) => (payment === null ? [until] : []));
    const isOpen = Object.values(sale.payments).some(({ state }) => state === "asking" || state === "owed");
    if (isOpen || sale.compare) times.push(sale.askAgainAt);
    if (times.length > 0) await this.ctx.storage.setAlarm(Math.min(...times));
    else await this.ctx.storage.deleteAlarm();
  }

  /** Asks the bank, then reads the sale anew: it isn't what it was. */
  async #charge(payment: string): Promise<PaymentAnswer> {
    const before = await this.#read();
    const { amount = 0, state: known } = before?.payments[payment] ?? {};
    if (known === "owed") return this.#giveBack(payment);
    let state: Payment["state"];
    try {
      state = await this.#account.charge(payment, amount);
    } catch {
      return { state: "pending" };
    }
    const sale = await this.#read();
    const own = sale?.payments[payment];
    if (sale === null || own === undefined) return { state: "over" };
    const hold = sale.holds[own.hold];
    if (state !== "paid") {
      own.state = state;
      await this.#write(sale);
      return { state };
    }
    if (hold === undefined || (hold.payment !== null && hold.payment !== payment)) {
      own.state = "owed";
      await this.#write(sale);
      return this.#giveBack(payment);
    }
    own.state = "paid";
    hold.payment = payment;
    await this.#write(sale, hold.seats);
    return { state: "sold", seats: hold.seats };
  }

  async #giveBack(payment: string): Promise<PaymentAnswer> {
    try {
      await this.#account.refund(payment);
    } catch {
      return { state: "refunded" };
    }
    const sale = await this.#read();
    const own = sale?.payments[payment];
    if (sale === null || own === undefined) return { state: "refunded" };
    own.state = "refunded";
    await this.#write(sale);
    return { state: "refunded" };
  }

  /** Goes on with all that the bank hasn't settled. */
  async #settle(): Promise<void> {
    const sale = await this.#read();
    const open = Object.entries(sale?.payments ?? {}).flatMap(([payment, { state }]) =>
      state === "asking" ? [this.#charge(payment)] : state === "owed" ? [this.#giveBack(payment)] : [],
    );
    await Promise.all([...open, ...(sale?.compare ? [this.#compare()] : [])]);
  }

  async #compare(): Promise<void> {
    const statement = await this.#account.statement().catch(() => null);
    const sale = await this.#read();
    if (statement === null || sale === null) return;
    const owed = statement.filter(({ payment, state }) => {
      const known = sale.payments[payment]?.state;
      return state === "paid" && known !== "paid" && known !== "asking" && known !== "owed";
    });
    for (const { payment, amount } of owed) sale.payments[payment] = { hold: "", amount, state: "owed" };
    // What an earlier rewind has given back, and is sold at the time that this one went to.
    const freed = statement.flatMap(({ payment, state }) => {
      const own = sale.payments[payment];
      if (state !== "refunded" || own?.state !== "paid") return [];
      own.state = "refunded";
      return end(sale, own.hold);
    });
    sale.compare = false;
    await this.#write(sale, freed);
    await Promise.all(owed.map(({ payment }) => this.#giveBack(payment)));
  }

  get #account() {
    return this.env.BANK.getByName(this.ctx.id.name ?? "");
  }
}

/** Ends a hold. What is being paid for it will be owed. Answers its seats. */
function end(sale: Document, hold: string): string[] {
  const { seats } = sale.holds[hold] ?? { seats: [] };
  for (const payment of Object.values(sale.payments)) {
    if (payment.hold === hold && payment.state === "asking") payment.state = "owed";
  }
  for (const seat of seats) sale.seats[seat] = null;
  delete sale.holds[hold];
  return seats;
}

function answer(sale: Document, hold: string, seats: string[], until: number): HoldAnswer {
  return { state: "held", hold, seats, until, amount: seats.length * sale.concert.price };
}

function picture(sale: Document, seats: string[]): Seats {
  return Object.fromEntries(
    seats.map((seat) => {
      const hold = sale.seats[seat]?.hold;
      return [seat, hold === undefined ? "free" : sale.holds[hold]?.payment === null ? "held" : "sold"];
    }),
  );
}
