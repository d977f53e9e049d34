import { DurableObject } from "cloudflare:workers";

/** Does with both key-value APIs what a caller asks for. */
export class Drawer extends DurableObject<Env> {
  #storage = this.ctx.storage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#makeTable();
  }

  fill(count: number): void {
    for (const [key, value] of Object.entries(numbered(count))) this.#storage.kv.put(key, value);
  }

  keys(): string[] {
    return Array.from(this.#storage.kv.list(), ([key]) => key);
  }

  async put(entries: Record<string, unknown>): Promise<string> {
    await this.#storage.put(entries);
    return "stored";
  }

  async get(keys: string[]): Promise<number> {
    return (await this.#storage.get(keys)).size;
  }

  async delete(keys: string[]): Promise<number> {
    return this.#storage.delete(keys);
  }

  async putInTransaction(entries: Record<string, unknown>): Promise<string> {
    await this.#storage.transaction((transaction) => transaction.put(entries));
    return "stored";
  }

  putOne(key: string, value: unknown): string {
    this.#storage.kv.put(key, value);
    return "stored";
  }

  later(): Promise<void> {
    return scheduler.wait(1);
  }

  /** Writes a row and answers how many there are. */
  note(): number {
    this.#storage.sql.exec("INSERT INTO notes VALUES (1)");
    return this.#storage.sql.exec<{ count: number }>("SELECT COUNT(*) AS count FROM notes").one().count;
  }

  async wipe(): Promise<void> {
    await this.#storage.deleteAll();
    this.#makeTable();
  }

  #makeTable(): void {
    this.#storage.sql.exec("CREATE TABLE IF NOT EXISTS notes (n INTEGER)");
  }
}

/** `{ "key 0000": 0, "key 0001": 1, … }` */
export function numbered(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`key ${String(n).padStart(4, "0")}`, n]));
}

export default {} satisfies ExportedHandler<Env>;
