import { abortAllDurableObjects } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { evictEveryObject } from "#testkit/objects";
import { upgrade } from "#testkit/sockets";
import { openSale, saleOf } from "./sale.ts";

describe("2. Whoever looks on sees each change", () => {
  it("is sent all seats first", async () => {
    const sale = await openSale("first");
    await sale.choose("ada", "A1");
    const viewer = await sale.look();
    expect(await sale.seenBy(viewer, { A1: "held", A2: "free" }), "what somebody who comes now sees").toEqual({
      A1: "held",
      A2: "free",
    });
    expect(viewer.types()[0], "the type of the first message").toBe("seats");
  });

  it("is told which seats are held, and which are given back", async () => {
    const sale = await openSale("changes");
    const viewers = [await sale.look(), await sale.look()];
    const { hold } = await sale.choose("ada", "B1", "B2");
    const held = { B1: "held", B2: "held", B3: "free" } as const;
    for (const viewer of viewers) expect(await sale.seenBy(viewer, held), "seats when two are held").toEqual(held);
    await sale.release(hold);
    const free = { B1: "free", B2: "free", B3: "free" } as const;
    for (const viewer of viewers)
      expect(await sale.seenBy(viewer, free), "seats when they are given back").toEqual(free);
  });

  it("is told by objects that have slept", async () => {
    const sale = await openSale("slept");
    const viewer = await sale.look();
    await evictEveryObject();
    await sale.choose("ada", "C1");
    expect(await sale.seenBy(viewer, { C1: "held" }), "what a socket of before the sleep has been sent").toEqual({
      C1: "held",
    });
    await evictEveryObject();
    await sale.choose("bob", "C2");
    expect(await sale.seenBy(viewer, { C2: "held" }), "the same after another sleep").toEqual({ C2: "held" });
  });

  it("sees how things stand when it comes back after a crash", async () => {
    const sale = await openSale("comes-back");
    await sale.look();
    await sale.choose("ada", "D1");
    await abortAllDurableObjects();
    const again = await sale.look();
    await sale.choose("bob", "D2");
    expect(await sale.seenBy(again, { D1: "held", D2: "held" }), "what whoever comes back sees").toEqual({
      D1: "held",
      D2: "held",
    });
  });

  it("is told when somebody else has left", async () => {
    const sale = await openSale("left");
    const [one, other] = [await sale.look(), await sale.look()];
    one.close();
    await sale.choose("ada", "E1");
    expect(await sale.seenBy(other, { E1: "held" }), "what is sent to the one who stays").toEqual({ E1: "held" });
  });

  it("hears nothing of another concert", async () => {
    const [tonight, tomorrow] = [await openSale("live-tonight"), await openSale("live-tomorrow")];
    const viewer = await tonight.look();
    await tomorrow.choose("ada", "A1");
    await tonight.choose("bob", "A2");
    expect(await tonight.seenBy(viewer, { A1: "free", A2: "held" }), "seats of tonight").toEqual({
      A1: "free",
      A2: "held",
    });
  });

  it("is told so where nothing is on sale", async () => {
    const { concert } = saleOf("not-on-sale");
    const { status } = await exports.default.fetch(`https://tickets.example/${concert}/live`, upgrade);
    expect(status, "status of looking on where the concert isn't on sale").toBe(404);
  });

  it("has its close answered", async () => {
    const sale = await openSale("close");
    const viewer = await sale.look();
    await evictEveryObject();
    viewer.close();
    expect(await viewer.closed(), "the code of the answer; 1006 would be a connection that broke").not.toBe(1006);
  });
});

describe("given: the Worker", () => {
  it("answers 426 to whoever doesn't ask for a WebSocket", async () => {
    const sale = saleOf("no-socket");
    expect((await sale.ask("GET", `/${sale.concert}/live`)).status).toBe(426);
  });
});
