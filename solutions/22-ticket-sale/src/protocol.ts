/** How long a hold lasts, in milliseconds. At its end it is over, to the very millisecond. */
export const HOLD = 2 * 60_000;

/** How long a buyer whose turn it is may choose seats, in milliseconds. */
export const TURN = 5 * 60_000;

/** Who waits, and hasn't asked for more than so many milliseconds, has left the line. */
export const PATIENCE = 30_000;

/** At the latest so many milliseconds after the bank couldn't be reached, it is asked again. */
export const RETRY = 10_000;

/** How many buyers may choose seats at once, in a concert of release 1, which let in everybody. */
export const ROOM_OF_RELEASE_1 = 100;

/** The message with which calls end that a restart on purpose cuts off. The Worker knows it as a good end. */
export const RESTARTED = "The sale has restarted";

/** What goes on sale. Rows are A, B, C …, from the stage; seats count from 1: `A1`. */
export type Concert = {
  rows: number;
  seatsInRow: number;
  /** Of one seat, in cents. */
  price: number;
  /** How many buyers may choose seats at once. */
  room: number;
};

/** All seats of a concert: `{ A1: "free", A2: "held", … }`. A seat is held while a hold on it lasts, and sold once it is paid. */
export type Seats = Record<string, "free" | "held" | "sold">;

/** Where a buyer stands. */
export type Place =
  /** Until then she may choose seats, in milliseconds since 1970. Asking again doesn't prolong it. */
  | { state: "inside"; until: number }
  /** So many wait before her. */
  | { state: "waiting"; ahead: number };

/** What comes of asking for seats. Where she can be refused for more than one reason, any of them will do. */
export type HoldAnswer =
  /**
   * They are the buyer's until then, in milliseconds since 1970. `hold` names it to nobody else. `amount` in cents. The seats
   * come in any order, and so they do wherever those of a hold are told.
   */
  | { state: "held"; hold: string; seats: string[]; until: number; amount: number }
  /** These of them are somebody else's. None is held. */
  | { state: "taken"; seats: string[] }
  /** She holds seats already, and not just these. */
  | { state: "holding" }
  /** It isn't her turn. You may say so also where she asks again for what she holds. */
  | { state: "outside" }
  /** There is no such seat. Where nothing is on sale, there is none at all. */
  | { state: "unknown" };

/** What comes of paying for a hold. */
export type PaymentAnswer =
  /** The seats are the buyer's for good. */
  | { state: "sold"; seats: string[] }
  /** The bank doesn't pay. The hold goes on, and can be paid for again. */
  | { state: "declined" }
  /** The bank has paid, but too late: the hold was over, and the money goes back. */
  | { state: "refunded" }
  /**
   * The bank couldn't be reached, and will be asked again: she needn't do anything, but may ask here again. Where her hold
   * has ended by then, she is told `refunded` or `over`, as you like: whether the bank was ever reached, nobody may know.
   */
  | { state: "pending" }
  /** There is no such hold, or it was over before she paid. */
  | { state: "over" };

/** Why a sale doesn't go back. One that does restarts, and answers nothing. */
export type Refused = { state: "refused"; why: string };

/** What whoever looks on is sent: first all seats, then each change. */
export type Update =
  | { type: "seats" | "changed"; seats: Seats }
  /** For the stretch: it is her turn. */
  | { type: "turn"; until: number };
