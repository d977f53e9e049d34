import { DurableObject } from "cloudflare:workers";

/** A command that was handed to a device, carried out or not. */
export type Try = { command: string; at: number };

/**
 * Stands for a device somewhere in a house. It takes a key with each command, and carries out one command a key, however
 * often it is handed in.
 */
export class Device extends DurableObject<Env> {
  #refusals = new Map<string, number>();
  #gate: { asked: PromiseWithResolvers<void>; open: PromiseWithResolvers<void> } | null = null;
  #tries: Try[] = [];

  /** Carries out a command; one whose key is known is taken for the same. Throws when the device refuses it. */
  async run(key: string, command: string): Promise<void> {
    this.#tries.push({ command, at: Date.now() });
    this.#gate?.asked.resolve();
    await this.#gate?.open.promise;
    const refusals = this.#refusals.get(command) ?? 0;
    this.#refusals.set(command, refusals - 1);
    if (refusals > 0) throw new Error(`The device refuses "${command}".`);
    const done = this.#done();
    if (done.every((other) => other.key !== key)) this.ctx.storage.kv.put("done", [...done, { key, command }]);
  }

  /** The commands that were carried out, in their order. */
  commands(): string[] {
    return this.#done().map(({ command }) => command);
  }

  /** Every call of `run()` since the device started, with success or without. */
  tries(): Try[] {
    return this.#tries;
  }

  /** For tests: refuses a command so many times. */
  refuse(command: string, times: number): void {
    this.#refusals.set(command, times);
  }

  /** For tests: commands wait until `release()`. */
  hold(): void {
    this.#gate = { asked: Promise.withResolvers(), open: Promise.withResolvers() };
  }

  /** For tests: resolves as soon as a command waits. */
  async asked(): Promise<void> {
    await this.#gate?.asked.promise;
  }

  /** For tests: lets what waits go on. */
  release(): void {
    this.#gate?.open.resolve();
    this.#gate = null;
  }

  #done(): { key: string; command: string }[] {
    return this.ctx.storage.kv.get("done") ?? [];
  }
}
