import { afterAll, afterEach, chai } from "vitest";

/*
 * Two things are reported as unhandled although the test handles them:
 *
 * 1. `await expect(stub.method()).rejects…`: what a stub's method returns is a promise that can also be called, to go on
 *    with its result before it is there. Vitest takes whatever can be called for a function that returns a promise, calls
 *    it, and forgets the first promise (workers-sdk #14736).
 * 2. A promise that is kept, rejects, and is awaited later, as in `const first = stub.slow(); …; await first`. workerd
 *    takes the report back (`rejectionHandled`), Vitest doesn't listen.
 *
 * What remains unhandled when the test is over is reported as ever.
 */

type Assertion = object;

chai.use(({ Assertion }, utils) => {
  utils.overwriteProperty(Assertion.prototype, "rejects", (original: (this: Assertion) => unknown) => {
    return function rejects(this: Assertion) {
      const given = utils.flag(this, "object");
      if (typeof given?.then === "function") utils.flag(this, "object", Promise.resolve(given));
      const answer = original.call(this);
      // A failure's first line is to be the test's, not this file's.
      Error.captureStackTrace(utils.flag(this, "error"), rejects);
      return answer;
    };
  });
});

const pending = new Map<Promise<unknown>, unknown>();
const remember = (error: unknown, promise: Promise<unknown>): void => void pending.set(promise, error);
const forget = (promise: Promise<unknown>): void => void pending.delete(promise);

/** Vitest's own listener keeps quiet while there is another. */
function listen(): void {
  process.on("unhandledRejection", remember);
  process.on("rejectionHandled", forget);
}

function report(): void {
  process.off("unhandledRejection", remember);
  process.off("rejectionHandled", forget);
  for (const [promise, error] of pending) process.emit("unhandledRejection", error, promise);
  pending.clear();
}

listen();
afterEach(() => {
  report();
  listen();
});
afterAll(report);
