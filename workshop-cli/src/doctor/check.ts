/** One thing looked at: fit, usable with a catch, or not fit. `remedy` is what to do about it, `null` when nothing. */
export type Check = {
  name: string;
  state: "ok" | "warn" | "fail";
  detail: string;
  remedy: string | null;
};

/** What a look answers: a check without its name. */
export type Finding = Omit<Check, "name">;

/** Nothing to do. */
export function ok(detail: string): Finding {
  return { state: "ok", detail, remedy: null };
}

/** The workshop runs, with a catch. */
export function warn(detail: string, remedy: string): Finding {
  return { state: "warn", detail, remedy };
}

/** The workshop can't be worked in. */
export function fail(detail: string, remedy: string): Finding {
  return { state: "fail", detail, remedy };
}
