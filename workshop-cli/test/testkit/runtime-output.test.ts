import { describe, expect, it } from "vitest";
import { exceptionIn, isRuntimeNoise, separate } from "#testkit/runtime-output";

const THROWN = `uncaught exception; source = Uncaught (in promise); stack = RangeError: sync failure
    at Obj.fail (/course/src/index.ts:7:18)
    at course/node_modules/@cloudflare/vitest-plugin/dist/worker/lib/cloudflare/test-internal.mjs:369:47
`;

describe("isRuntimeNoise", () => {
  it.each([
    THROWN,
    "uncaught exception; exception = workerd/jsg/value.h:1535: failed: jsg.Error: in a timer",
    "stack: /course/node_modules/@cloudflare/workerd-linux-64/bin/workerd@422557f /bin/workerd@379dc2e",
    "stack: 105968b97 1052f003f 1052e8dd7",
    "exception = kj/compat/http.c++:4781: disconnected: other end of WebSocketPipe was destroyed",
    "exception = workerd/api/unsafe.c++:229: failed: jsg.Error: Application called abortAllDurableObjects().",
    "exception = workerd/api/unsafe.c++:229: failed: jsg.Error: Application called deleteAllDurableObjects().",
    "exception = workerd/api/web-socket.c++:1213: disconnected: WebSocket peer disconnected",
    "exception = rust/cxx/kj-hyper/ffi.rs:221: disconnected: Connection reset by peer (os error 104)",
    "Annotating with brokenness; internalMessage = jsg.Error: no start; brokennessReason = broken.inputGateBroken",
    "NOSENTRY SQLite alarm handler canceled with requestScheduledAlarm.; scheduledTime = 2026-11-23T12:00:00Z",
    "Error: /course/src/index.ts changed, invalidating this Durable Object. Please retry the `DurableObjectStub#fetch()` call.",
  ])("knows %j", (text) => {
    expect(isRuntimeNoise(text)).toBe(true);
  });

  it.each([
    "",
    "the learner's own line",
    "stack: 1 2 3",
    "Error: invalidating",
    "My note: NOSENTRY SQLite alarm handler canceled",
    "exception = src/poll.ts:12: disconnected: Bob",
    "I saw an uncaught exception; source = me",
    "    at Obj.fail (/course/src/index.ts:7:18)",
  ])("lets %j through", (text) => {
    expect(isRuntimeNoise(text)).toBe(false);
  });
});

describe("exceptionIn", () => {
  it("keeps the error and the places in the code", () => {
    expect(exceptionIn(THROWN)).toBe("RangeError: sync failure\n    at Obj.fail (/course/src/index.ts:7:18)");
  });

  it("keeps all lines of the error's message", () => {
    const message = THROWN.replace("sync failure", "first line\nsecond line");
    expect(exceptionIn(message)).toBe(
      "RangeError: first line\nsecond line\n    at Obj.fail (/course/src/index.ts:7:18)",
    );
  });

  it.each([
    "uncaught exception; exception = workerd/jsg/value.h:1535: failed: jsg.Error: in a timer\nstack: /bin/workerd@42",
    "uncaught exception; source = Uncaught (in promise); stack = RangeError: sync failure",
    "uncaught exception; source = Uncaught; stack = Error: /course/a.ts changed, invalidating this Durable Object.\n    at x",
    "the learner's own line",
  ])("answers null to %j", (text) => {
    expect(exceptionIn(text)).toBeNull();
  });
});

describe("separate", () => {
  it("leaves what others print, whole messages or not", () => {
    const own = "one\n    at the edge of the world\ntwo";
    expect(separate(own)).toEqual({ rest: own, exceptions: [] });
    expect(separate(`before\n${THROWN}stack: /bin/workerd@42\n${THROWN}after`)).toEqual({
      rest: "before\nafter",
      exceptions: [exceptionIn(THROWN), exceptionIn(THROWN)],
    });
    expect(separate(THROWN).rest).toBe("");
  });
});
