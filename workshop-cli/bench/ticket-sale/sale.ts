import type { PlainWorker } from "#testkit/plain-workerd";

/** What a request was for. */
export type Kind = "line" | "hold" | "pay";

/** What a sale answers: a state, and what belongs to it. */
export type Answer = { state: string; hold?: string; seats?: string[]; amount?: number; ahead?: number };

/** A payment as the bank knows it. */
export type Payment = { payment: string; amount: number; state: string };

/** What the bank offers to a test. */
type Bank = { behave(mood: string): Promise<void>; books(): Promise<Payment[]> };

/** The sale of one concert, asked by HTTP, and how long its answers took. */
export type Sale = {
  enter(buyer: string): Promise<Answer>;
  leave(buyer: string): Promise<Answer>;
  hold(buyer: string, seats: string[]): Promise<Answer>;
  release(hold: string): Promise<Answer>;
  pay(hold: string): Promise<Answer>;
  seats(): Promise<Record<string, string>>;
  /** The seats as somebody knows them who looks on, always the latest. */
  live: Record<string, string>;
  bank: Bank;
  /** Milliseconds, by what was asked for. */
  times: Record<Kind, number[]>;
  /** Looks on again, after a crash. */
  look(): Promise<void>;
  close(): void;
};

export type Hall = { rows: number; seatsInRow: number; price: number; room: number };

/** Opens a sale on a Worker, and looks on. */
export async function openSale(worker: PlainWorker, concert: string, hall: Hall): Promise<Sale> {
  const times: Record<Kind, number[]> = { line: [], hold: [], pay: [] };
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    try {
      const response = await worker.fetch(path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
      const text = await response.text();
      return text.startsWith("{") ? JSON.parse(text) : { state: `${response.status}: ${text.slice(0, 200)}` };
    } catch {
      return { state: "cut off" };
    }
  };
  const timed = async (kind: Kind, ...given: Parameters<typeof ask>): Promise<Answer> => {
    const began = performance.now();
    const answer = await ask(...given);
    if (answer.state !== "cut off") times[kind].push(performance.now() - began);
    return answer;
  };
  let socket: WebSocket | undefined;
  const sale: Sale = {
    enter: (buyer) => timed("line", "POST", `/${concert}/line`, { buyer }),
    leave: (buyer) => ask("DELETE", `/${concert}/line/${buyer}`),
    hold: (buyer, seats) => timed("hold", "POST", `/${concert}/holds`, { buyer, seats }),
    release: (hold) => ask("DELETE", `/${concert}/holds/${hold}`),
    pay: (hold) => timed("pay", "POST", `/${concert}/holds/${hold}/payment`),
    seats: async () => ((await ask("GET", `/${concert}`)) as unknown as { seats: Record<string, string> }).seats,
    live: {},
    get bank() {
      return (worker.env as unknown as { BANK: { getByName(name: string): Bank } }).BANK.getByName(concert);
    },
    times,
    async look() {
      socket?.close();
      socket = new WebSocket(new URL(`/${concert}/live`, worker.url));
      const first = Promise.withResolvers<void>();
      socket.addEventListener("message", ({ data }) => {
        Object.assign(sale.live, JSON.parse(data).seats);
        first.resolve();
      });
      socket.addEventListener("error", () => first.reject(new Error("The sale's socket can't be opened.")));
      await first.promise;
    },
    close: () => socket?.close(),
  };
  const { state } = await ask("PUT", `/operator/${concert}`, hall);
  if (state !== "opened") throw new Error(`The sale can't be opened: ${state}`);
  await sale.look();
  return sale;
}
