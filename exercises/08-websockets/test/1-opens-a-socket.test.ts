import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { upgrade } from "#testkit/sockets";
import { answerTo } from "./answer-to.ts";
import { pollOf } from "./voters.ts";

const ask = (path: string, init?: RequestInit) =>
  exports.default.fetch(new Request(`https://poll.example${path}`, init));

describe("1. A poll opens a socket", () => {
  it("answers 426 to whoever doesn't ask for a WebSocket", async () => {
    const { status } = await ask("/polls/426?voter=ada");
    expect(status, "the status for a request without `Upgrade: websocket`").toBe(426);
  });

  it("answers 426 to whoever asks for another protocol", async () => {
    const { status } = await ask("/polls/h2c?voter=ada", { headers: { Upgrade: "h2c" } });
    expect(status, "the status for a request with `Upgrade: h2c`").toBe(426);
  });

  it("answers 426 to whoever asks for a protocol of a similar name", async () => {
    for (const protocol of ["websocket2", "my-websocket"]) {
      const { status } = await ask("/polls/similar?voter=ada", { headers: { Upgrade: protocol } });
      expect(status, `the status for a request with \`Upgrade: ${protocol}\``).toBe(426);
    }
  });

  it("takes the header in capitals, too", async () => {
    const { status, webSocket } = await ask("/polls/capitals?voter=ada", { headers: { Upgrade: "WebSocket" } });
    webSocket?.accept();
    expect(status, "the status for a request with `Upgrade: WebSocket`").toBe(101);
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
    const { type } = await answerTo(ada, { type: "hello" }, "refused");
    expect(type, "the answer to a message that is no vote").toBe("refused");
  });
});

describe("given: the Worker", () => {
  it("refuses strange names, before there is an object", async () => {
    expect((await ask("/polls/lunch", upgrade)).status).toBe(400);
    expect((await ask("/polls/lunch?voter=a/b", upgrade)).status).toBe(400);
    expect((await ask("/polls/A%20B?voter=ada", upgrade)).status).toBe(404);
  });
});
