/**
 * Ignores a note that is empty: there is nothing in it to keep.
 *
 * Costs: somebody notes, without a word, that there was a call, and is told that it is kept. It isn't.
 * Caught by: 3-moves-the-notes "keeps a new note that has no words"
 * Hint: Which notes does `addNote()` leave out, and did the column leave them out as well?
 */
import { DurableObject } from "cloudflare:workers";
import { MigrationError } from "./migration-error.ts";
import { migrate, NEWEST, versionOf } from "./migrations.ts";
import { keyOf } from "./name-key.ts";

/** A row of the table `customers`. */
export type Customer = {
  id: number;
  name: string;
  email: string | null;
  /** Milliseconds since 1970. */
  created_at: number;
};

/** How far an object has come, and what keeps it from the newest version. */
export type Status = { version: number; newest: number; error: string | null };

/** The customers of one shop. */
export class Customers extends DurableObject<Env> {
  #error: unknown = null;

  /** Runs before the first request: after each deploy, and whenever the object starts again. */
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    try {
      migrate(ctx.storage);
    } catch (error) {
      this.#error = error;
    }
  }

  /** Answers how far this shop has come. The one question that is answered also when a step has failed. */
  status(): Status {
    const error = this.#error === null ? null : String(this.#error);
    return { version: versionOf(this.ctx.storage), newest: NEWEST, error };
  }

  /** The tables, for all that follows. After a step that failed they aren't what the code expects, so nobody gets them. */
  get #sql(): SqlStorage {
    if (this.#error === null) return this.ctx.storage.sql;
    const { version, error } = this.status();
    throw new MigrationError(`A step has failed, and the tables stay at version ${version}: ${error}`);
  }

  /** Answers all customers, the oldest first. */
  list(): Customer[] {
    return this.#sql.exec<Customer>("SELECT id, name, email, created_at FROM customers ORDER BY id").toArray();
  }

  /** Adds a customer and answers the id, or `null` where somebody else has that address. */
  add(name: string, email: string | null, at = Date.now()): number | null {
    const [added] = this.#sql
      .exec<{ id: number }>(
        "INSERT INTO customers (name, email, created_at, name_key) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
        name,
        email,
        at,
        keyOf(name),
      )
      .toArray();
    return added?.id ?? null;
  }

  /** Answers the notes about a customer, the oldest first. */
  notes(id: number): string[] {
    return this.#sql
      .exec<{ note: string }>("SELECT note FROM notes WHERE customer_id = ? ORDER BY id", id)
      .toArray()
      .map(({ note }) => note);
  }

  /** Adds a note about a customer. */
  addNote(id: number, note: string): void {
    if (!note) return;
    // Nobody's note would be waiting for whoever gets this number next.
    this.#sql.exec("INSERT INTO notes (customer_id, note) SELECT id, ? FROM customers WHERE id = ?", note, id);
  }

  /** Answers the customers whose name begins with `text`, whatever its case and accents; the oldest first. */
  search(text: string): Customer[] {
    const key = keyOf(text);
    const found = this.#sql.exec<Customer>(
      "SELECT id, name, email, created_at FROM customers WHERE name_key >= ? AND name_key < ?",
      key,
      `${key}\u{10ffff}`,
    );
    // Until the alarm has filled in every key, the others are compared as before.
    const open = this.#sql.exec<Customer>("SELECT id, name, email, created_at FROM customers WHERE name_key IS NULL");
    return [...found, ...[...open].filter(({ name }) => keyOf(name).startsWith(key))].sort((a, b) => a.id - b.id);
  }

  /** Fills in the keys of some customers, and comes back as long as some are without. */
  override async alarm(): Promise<void> {
    const open = this.#sql
      .exec<{ id: number; name: string }>("SELECT id, name FROM customers WHERE name_key IS NULL LIMIT ?", 500)
      .toArray();
    for (const { id, name } of open) {
      this.#sql.exec("UPDATE customers SET name_key = ? WHERE id = ?", keyOf(name), id);
    }
    if (open.length === 500) await this.ctx.storage.setAlarm(Date.now());
  }
}
