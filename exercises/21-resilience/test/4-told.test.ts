import { describe, expect, it } from "vitest";
import { showOf } from "./shows.ts";

/** So many failures that nobody sees the end of them. */
const ALWAYS = 50;

/** In how many seconds a viewer is to come again: the header has a number of them, or a date. */
function secondsIn({ retryAfter }: { retryAfter: string | null }): number {
  if (retryAfter !== null && /^\d+$/.test(retryAfter)) return Number(retryAfter);
  return (Date.parse(retryAfter ?? "never") - Date.now()) / 1000;
}

describe("4. A viewer is told", () => {
  it("to come again later, where the ballot has too much to do", async () => {
    const { fails, vote } = showOf("show-401");
    await fails("overloaded", ALWAYS);
    const told = await vote();
    expect(told.status, "the status, when the ballot is overloaded").toBe(503);
    expect(told.retryAfter, "Retry-After, when the ballot is overloaded").not.toBeNull();
  });

  it("how many seconds later, one to sixty", async () => {
    const { fails, vote } = showOf("show-405");
    await fails("overloaded", ALWAYS);
    const told = await vote();
    const when = `the seconds of "Retry-After: ${told.retryAfter}"`;
    expect(secondsIn(told), `${when}: more than`).toBeGreaterThan(0);
    expect(secondsIn(told), `${when}: at most`).toBeLessThanOrEqual(60);
  });

  it("to come again later, where no call has arrived", async () => {
    const { fails, vote } = showOf("show-402");
    await fails("lost", ALWAYS);
    const told = await vote();
    expect(told.status, "the status, when all calls are lost").toBe(503);
    expect(told.retryAfter, "Retry-After, when all calls are lost").not.toBeNull();
    expect(secondsIn(told), `the seconds of "Retry-After: ${told.retryAfter}": at most`).toBeLessThanOrEqual(60);
  });

  it("why she was refused, in the ballot's words", async () => {
    const { ballot, vote } = showOf("show-403");
    const wrong = await vote({ song: 9 });
    expect(wrong, "what a viewer is told who votes for song 9").toMatchObject({ status: 409 });
    expect(wrong.text).toContain("There is no song 9");
    await ballot().close();
    const late = await vote();
    expect(late, "what a viewer is told who votes too late").toMatchObject({ status: 409 });
    expect(late.text).toContain("Voting is closed");
  });

  it("nothing of a bug, but that it was us", async () => {
    const { fails, vote } = showOf("show-404");
    await fails("broken", ALWAYS);
    const { status, text } = await vote();
    expect(status, "the status, when the ballot has a bug").toBe(500);
    expect(text, "what a viewer is told of a bug").not.toContain("jury");
  });

  it("nothing of a bug that throws a plain error, either", async () => {
    const { fails, vote } = showOf("show-406");
    await fails("miscounted", ALWAYS);
    const { status, text } = await vote();
    expect(status, "the status, when the ballot has a bug, and its error says nothing of itself").toBe(500);
    expect(text, "what a viewer is told of a bug").not.toContain("jury");
  });
});

describe("given: an error that crosses RPC", () => {
  const thrownBy = async (call: PromiseLike<unknown>) =>
    Promise.resolve(call).then(
      () => "no error",
      (error: unknown) => error,
    );

  it("keeps its message, its name and its own properties", async () => {
    const { ballot, fails } = showOf("show-411");
    expect(await thrownBy(ballot().vote("key", 9))).toMatchObject({ message: "There is no song 9", name: "Refusal" });
    await fails("overloaded");
    expect(await thrownBy(ballot().vote("key", 1))).toMatchObject({ overloaded: true });
  });

  it("keeps a class that JavaScript knows, and no other", async () => {
    const { ballot, fails } = showOf("show-412");
    expect(Object.getPrototypeOf(await thrownBy(ballot().vote("key", 9)))).toBe(Error.prototype);
    await fails("broken");
    expect(await thrownBy(ballot().vote("key", 1))).toBeInstanceOf(TypeError);
  });
});
