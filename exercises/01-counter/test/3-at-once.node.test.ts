import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";

const READER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
const ROBOT = "Mozilla/5.0 (compatible; ExampleBot/1.0)";

let worker: PlainWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker?.dispose());

describe("3. Robots don't count, and no view gets lost", () => {
  it("counts readers", async () => {
    const counter = worker.env.COUNTER.getByName("readers");
    expect(await counter.view(READER), "the first view() answers 1").toBe(1);
    expect(await counter.view(READER), "the second view() answers 2").toBe(2);
  });

  it("leaves robots out", async () => {
    const counter = worker.env.COUNTER.getByName("robots");
    await counter.view(READER);
    expect(await counter.view(ROBOT), "view() answers a robot the count as it is").toBe(1);
    expect(await counter.value(), "a robot's view isn't counted").toBe(1);
  });

  it("counts a hundred views that come at once", async () => {
    const counter = worker.env.COUNTER.getByName("hundred");
    await Promise.all(Array.from({ length: 100 }, () => counter.view(READER)));
    expect(await counter.value(), "a hundred views at once make a hundred").toBe(100);
  });

  it("counts readers among robots", async () => {
    const counter = worker.env.COUNTER.getByName("mixed");
    await Promise.all(Array.from({ length: 60 }, (_, n) => counter.view(n % 3 === 0 ? ROBOT : READER)));
    expect(await counter.value(), "forty readers and twenty robots at once make forty").toBe(40);
  });
});
