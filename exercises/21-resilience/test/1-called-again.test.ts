import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { showOf } from "./shows.ts";

describe("1. A call that failed", () => {
  it("is made again where the ballot was reset before it had counted", async () => {
    const { fails, vote, counted } = showOf("show-101");
    await fails("lost");
    const { status } = await vote();
    expect(await counted(), "votes of one viewer, whose first call was lost").toBe(1);
    expect(status, "the status that she gets").toBe(200);
  });

  it("is made again, and again, each time on a stub that works", async () => {
    const { fails, vote, calls } = showOf("show-102");
    await fails("lost", 2);
    const { status } = await vote();
    expect((await calls()).length, "calls that have reached the ballot, of which two are lost").toBe(3);
    expect(status, "the status that the viewer gets").toBe(200);
  });

  it("is made again for results, too", async () => {
    const { fails, results } = showOf("show-103");
    await fails("lost");
    expect((await results()).status, "the status of results, whose first call was lost").toBe(200);
  });

  it("is made again where an object behind the ballot was reset", async () => {
    const { fails, vote } = showOf("show-107");
    await fails("relayed");
    expect((await vote()).status, "the status, when the ballot has thrown on such an error").toBe(200);
  });

  it("isn't made again where the ballot has too much to do", async () => {
    const { fails, vote, calls } = showOf("show-104");
    await fails("overloaded");
    await vote();
    expect((await calls()).length, "calls to a ballot that is overloaded").toBe(1);
  });

  it("isn't made again where the ballot has too much to do, even if the error is retryable, too", async () => {
    const { fails, vote, calls } = showOf("show-108");
    await fails("flooded");
    await vote();
    expect((await calls()).length, "calls to a ballot whose error is both overloaded and retryable").toBe(1);
  });

  it("isn't made again where the ballot has refused", async () => {
    const { ballot, vote, calls } = showOf("show-105");
    await ballot().close();
    await vote();
    expect((await calls()).length, "calls to a ballot that is closed").toBe(1);
  });

  it("isn't made again where the ballot has a bug", async () => {
    const { fails, vote, calls } = showOf("show-106");
    await fails("broken");
    await vote();
    expect((await calls()).length, "calls to a ballot that has a bug").toBe(1);
  });

  it("isn't made again where the ballot's bug throws a plain error", async () => {
    const { fails, vote, calls } = showOf("show-109");
    await fails("miscounted");
    await vote();
    expect((await calls()).length, "calls to a ballot whose error says nothing of itself").toBe(1);
  });

  it("isn't made again where the ballot has given itself up", async () => {
    const { fails, vote, calls } = showOf("show-110");
    await fails("aborted");
    await vote();
    expect((await calls()).length, "calls to a ballot that was reset by itself, which isn't retryable").toBe(1);
  });
});

/** What a call ended with: "an answer", or what the error says. */
const endOf = (call: PromiseLike<unknown>) =>
  Promise.resolve(call).then(
    () => "an answer",
    (error: Error) => error.message,
  );

describe("given: a stub", () => {
  it("stays broken after an error that is thrown in blockConcurrencyWhile(), and resets the object", async () => {
    const { ballot, fails } = showOf("show-111");
    await fails("lost");
    const stub = ballot();
    const error = await endOf(stub.results());
    expect(error).not.toBe("an answer");
    expect(await endOf(stub.results()), "the same stub").toBe(error);
    expect(await endOf(ballot().results()), "a fresh one").toBe("an answer");
  });

  it("stays broken after ctx.abort()", async () => {
    const { ballot, fails } = showOf("show-112");
    await fails("aborted");
    const stub = ballot();
    expect(await endOf(stub.results())).toBe("The ballot gave itself up");
    expect(await endOf(stub.results()), "the same stub").toBe("The ballot gave itself up");
    expect(await endOf(ballot().results()), "a fresh one").toBe("an answer");
  });

  it("outlives an error that a method throws", async () => {
    const { ballot, fails } = showOf("show-113");
    await fails("overloaded");
    const stub = ballot();
    expect(await endOf(stub.results())).toBe("Too many requests queued");
    expect(await endOf(stub.results()), "the same stub").toBe("an answer");
  });
});

describe("given: the Worker", () => {
  it("calls no ballot for what is no show, no viewer or no key", async () => {
    const vote = async (path: string, key = "1") =>
      (
        await exports.default.fetch(`https://votes.example/${path}`, {
          method: "POST",
          headers: { "Idempotency-Key": key },
        })
      ).status;
    expect(await vote("show-0/votes?viewer=ada&song=1")).toBe(404);
    expect(await vote("show-1/vote?viewer=ada&song=1")).toBe(404);
    expect(await vote("show-1/votes?viewer=<ada>&song=1")).toBe(400);
    expect(await vote("show-1/votes?viewer=ada&song=1", "1".repeat(81))).toBe(400);
    expect(await vote("show-1/ballot?do=nothing")).toBe(400);
    expect(await showOf("show-1").calls()).toEqual([]);
  });
});
