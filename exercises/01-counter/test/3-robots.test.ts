import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";

const ROBOT = "Mozilla/5.0 (compatible; ExampleBot/1.0)";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("3. Robots don't count, and no view gets lost", () => {
  it("answers a robot the count of that moment, not an older one", async () => {
    const counter = env.COUNTER.getByName("of the moment");
    const answered = await runInDurableObject(counter, async (instance) => {
      // What isRobot() waits for.
      const moment = Promise.withResolvers<void>();
      vi.spyOn(scheduler, "wait").mockReturnValueOnce(moment.promise);
      const answer = instance.view(ROBOT);
      await instance.increment(3);
      moment.resolve();
      return answer;
    });
    expect(answered, "what a robot is answered that came at 0, where 3 were counted before isRobot() told").toBe(3);
  });

  it("has no robot in the count, not even until isRobot() tells", async () => {
    const counter = env.COUNTER.getByName("not for a moment");
    const counts = await runInDurableObject(counter, async (instance) => {
      const moment = Promise.withResolvers<void>();
      vi.spyOn(scheduler, "wait").mockReturnValueOnce(moment.promise);
      const answer = instance.view(ROBOT);
      const meanwhile = await instance.value();
      moment.resolve();
      return { meanwhile, answer: await answer };
    });
    expect(counts, "the count while isRobot() thinks of a robot, and what the robot is answered").toEqual({
      meanwhile: 0,
      answer: 0,
    });
  });
});
