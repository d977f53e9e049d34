/** What there is to choose from. */
export const CHOICES = ["soup", "pizza", "salad"] as const;
export type Choice = (typeof CHOICES)[number];

/** What a voter sends, as a JSON text. */
export type Vote = { type: "vote"; choice: Choice };

/** How the poll stands: how many voted for what, and who is here. */
export type Standing = { totals: Record<Choice, number>; here: string[] };

/** What a voter is sent, as a JSON text. */
export type Reply =
  /** The first of all. `mine` is what the voter voted for earlier, if so. */
  | ({ type: "welcome"; mine: Choice | null } & Standing)
  /** The voter's vote is stored. */
  | { type: "counted"; choice: Choice }
  /** What the voter has sent is no vote. */
  | { type: "refused"; why: string }
  /** Somebody has voted, come or left. */
  | ({ type: "standing" } & Standing)
  /** Are you there? For the stretch; it is answered with `{ type: "pong" }`. */
  | { type: "ping" };
