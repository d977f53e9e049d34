import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encode } from "../../testkit/plain/wire.ts";

const there = (value: unknown) => decode(encode(value));

describe("wire", () => {
  it("carries whatever structured clone does, as it is", () => {
    const values = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true });
    fc.assert(fc.property(values, (value) => void expect(there(value)).toStrictEqual(structuredClone(value))));
  });

  it.each([
    [[undefined, null, Number.NaN, Number.NEGATIVE_INFINITY, -0, 2n ** 70n]],
    [{ Map: [[1, 2]], undefined: null, bigint: "1" }],
    [new Uint8Array([0, 255])],
    [new Uint8Array([1, 2]).buffer],
    [[]],
    [{}],
  ])("carries %o", (value) => {
    expect(there(value)).toStrictEqual(value);
  });

  it("carries errors with their class, name and properties", () => {
    const error = Object.assign(new RangeError("refused"), { retryable: true, code: 7 });
    expect(there(error)).toBeInstanceOf(RangeError);
    expect(there(error)).toMatchObject({ message: "refused", retryable: true, code: 7 });
    const own = Object.assign(new Error("taken"), { name: "SeatTaken" });
    expect(there(own)).toMatchObject({ name: "SeatTaken", message: "taken" });
  });

  it("refuses what it can't carry", () => {
    expect(() => encode(() => {})).toThrow("A test in Node can't send or receive this");
    expect(() => encode({ in: new WeakMap() })).toThrow("A test in Node can't send or receive this");
  });
});
