import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import { connect } from "#testkit/sockets";
import { answerTo } from "./answer-to.ts";

describe("2. A message is a vote, or is refused", () => {
  let worker: PlainWorker;
  beforeAll(async () => {
    worker = await startWorker();
  });
  afterAll(() => worker?.dispose());

  it("refuses bytes, and goes on listening", async () => {
    const ada = await connect(new URL("/polls/bytes?voter=ada", worker.url));
    await answerTo(ada, new TextEncoder().encode('{"type":"vote","choice":"soup"}'), "refused");
    await answerTo(ada, { type: "vote", choice: "salad" }, "counted");
    const bob = await connect(new URL("/polls/bytes?voter=bob", worker.url));
    const { totals } = await bob.next("welcome");
    expect(totals, "the votes: the one that came as bytes isn't among them").toEqual({ soup: 0, pizza: 0, salad: 1 });
  });
});
