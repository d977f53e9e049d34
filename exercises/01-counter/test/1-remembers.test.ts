import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { evict, isAnythingStored } from "#testkit/objects";

describe("1. A counter remembers its count", () => {
  it("starts at 0", async () => {
    const counter = env.COUNTER.getByName("starts");
    expect(await counter.value(), "value() answers 0 before the first increment").toBe(0);
  });

  it("answers the new count to each increment", async () => {
    const counter = env.COUNTER.getByName("answers");
    expect(await counter.increment(), "the first increment() answers 1").toBe(1);
    expect(await counter.increment(), "the second increment() answers 2").toBe(2);
  });

  it("adds more than one", async () => {
    const counter = env.COUNTER.getByName("adds");
    await counter.increment(40);
    expect(await counter.increment(2), "increment(40), then increment(2) answers their sum").toBe(42);
  });

  it("answers the count without changing it", async () => {
    const counter = env.COUNTER.getByName("reads");
    await counter.increment(3);
    expect(await counter.value(), "value() answers what was counted").toBe(3);
    expect(await counter.value(), "value() answers the same when it is asked again").toBe(3);
  });

  it("keeps two counters apart", async () => {
    await env.COUNTER.getByName("one").increment(5);
    const other = env.COUNTER.getByName("other");
    expect(await other.value(), "a counter's count isn't touched by another counter").toBe(0);
  });

  it("keeps the count when the object is evicted", async () => {
    const counter = env.COUNTER.getByName("evicted");
    await counter.increment(2);
    await evict(counter);
    expect(await counter.value(), "value() answers what was counted before the object left memory").toBe(2);
    expect(await counter.increment(), "increment() goes on from there").toBe(3);
  });

  it("keeps it in the object's storage, which a new process finds as well", async () => {
    const counter = env.COUNTER.getByName("stored");
    await counter.increment(2);
    expect(await isAnythingStored(counter), "whether anything is stored after two were counted").toBe(true);
  });
});
