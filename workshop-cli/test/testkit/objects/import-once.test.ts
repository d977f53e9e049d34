import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";

type Runner = { import(id: string): Promise<object> };
const { moduleRunner } = (globalThis as unknown as { __vitest_mocker__: { moduleRunner: Runner } }).__vitest_mocker__;

it("looks the Worker's module up once, however many objects are called, and again after its modules were reset", async () => {
  const lookUps = vi.spyOn(Reflect.getPrototypeOf(moduleRunner) as Runner, "import");
  await import("#testkit/import-once");
  const first = env.HOST.getByName("first");
  for (const calls of [1, 2, 3]) expect(await first.call()).toBe(calls);
  await env.HOST.getByName("second").call();
  expect(lookUps).toHaveBeenCalledOnce();

  vi.resetModules();
  const third = env.HOST.getByName("third");
  for (const calls of [1, 2, 3]) expect(await third.call()).toBe(calls);
  expect(lookUps).toHaveBeenCalledTimes(2);
});
