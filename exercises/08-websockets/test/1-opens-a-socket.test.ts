import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { upgrade } from "#testkit/sockets";
import { pollOf } from "./voters.ts";

const ask = (path: string, init?: RequestInit) =>
  exports.default.fetch(new Request(`https://poll.example${path}`, init));

describe("1. A poll opens a socket", () => {
  it("answers 426 to whoever doesn't ask for a WebSocket", async () => {
    const { status } = await ask("/polls/426?voter=ada");
    expect(status, "the status for a request without `Upgrade: websocket`").toBe(426);
  });

  it("welcomes a voter", async () => {
    const ada = await pollOf("welcome").enter("ada");
    expect(await ada.next("welcome"), "the first that Ada is sent").toEqual({
      type: "welcome",
      mine: null,
      totals: { soup: 0, pizza: 0, salad: 0 },
      here: ["ada"],
    });
  });

  it("hears what a voter sends", async () => {
    const ada = await pollOf("hears").enter("ada");
    ada.send({ type: "hello" });
    expect((await ada.next("refused")).type, "the answer to a message that is no vote").toBe("refused");
  });
});

describe("given: the Worker", () => {
  it("refuses strange names, before there is an object", async () => {
    expect((await ask("/polls/lunch", upgrade)).status).toBe(400);
    expect((await ask("/polls/lunch?voter=a/b", upgrade)).status).toBe(400);
    expect((await ask("/polls/A%20B?voter=ada", upgrade)).status).toBe(404);
  });
});
