/** What the lesson of 01 claims of stubs, and of methods that can be called by them, tried. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";

type Callable = Record<string, () => Promise<unknown>>;

it("a method that is private to TypeScript can be called by a stub, one with # can't", async () => {
  const stub = env.HOST.getByName("private");
  const callable = stub as unknown as Callable;
  expect(await stub.overheard()).toBe("private in #");
  expect(await callable.whisper?.()).toBe("private ");
  await expect(callable["#thought"]?.()).rejects.toThrow("does not implement");
  await expect(callable.thought?.()).rejects.toThrow("does not implement");
});

it("a handler can't be called by a stub", async () => {
  const callable = env.HOST.getByName("handler") as unknown as Callable;
  await expect(callable.alarm?.()).rejects.toThrow("reserved");
});

it("a method called as something that every stub has is hidden by it", () => {
  const stub = env.HOST.getByName("hidden");
  expect(String(stub.id)).toMatch(/^[0-9a-f]{64}$/);
  expect(stub.name).toBe("hidden");
});
