/**
 * Asks for a whole second.
 *
 * Costs: up to a second of writes is missing, and nobody asked for that; in a second, an import writes thousands of notes.
 * Caught by: 4-rewinds-to-a-time "goes back to a time within a second"
 * Hint: Somebody asks for 600 milliseconds after noon. Which time do you ask storage for?
 */
import { DurableObject } from "cloudflare:workers";
import type { Kept, Shelf } from "./shelf.ts";

/** What is in a notebook. */
export type Contents = {
  title: string;
  notes: { id: number; text: string }[];
  /** The file that is being imported, or `null`. */
  importing: string | null;
  /** What happened to the notebook as a whole, in order. */
  diary: string[];
};

/** What a page of an import came to. Where it failed, the lines before the bad one have been written. */
export type PageResult = { state: "imported" } | { state: "failed"; line: string };

/** Why a notebook doesn't go back. One that does answers nothing: it restarts, and the call ends with `RESTARTED`. */
export type Refused = { state: "refused"; why: string };

/** The message with which calls end that the restart cuts off. The Worker knows it as a good end. */
export const RESTARTED = "The notebook has restarted";

/** One notebook. It can go back to how it was. */
export class Notebook extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;
  #kv = this.ctx.storage.kv;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS diary (id INTEGER PRIMARY KEY, entry TEXT NOT NULL);
    `);
  }

  /** The shelf of this notebook, which doesn't go back with it. */
  get #shelf(): DurableObjectStub<Shelf> {
    return this.env.SHELF.getByName(this.ctx.id.name ?? "");
  }

  /** Answers all that is in the notebook. */
  read(): Contents {
    const diary = this.#sql.exec<{ entry: string }>("SELECT entry FROM diary ORDER BY id").toArray();
    return {
      title: this.#kv.get<string>("title") ?? "Untitled",
      notes: this.#sql.exec<{ id: number; text: string }>("SELECT id, text FROM notes ORDER BY id").toArray(),
      importing: this.#kv.get<string>("importing") ?? null,
      diary: diary.map(({ entry }) => entry),
    };
  }

  /** Adds a note and answers its number. */
  write(text: string): number {
    return this.#sql.exec<{ id: number }>("INSERT INTO notes (text) VALUES (?) RETURNING id", text).one().id;
  }

  /** Gives the notebook another title. */
  rename(title: string): void {
    this.#kv.put("title", title);
  }

  /** An import begins. Its pages come one by one, in calls of their own. */
  async beginImport(file: string): Promise<void> {
    await this.#shelf.keep("before the import", await this.ctx.storage.getCurrentBookmark());
    this.#kv.put("importing", file);
  }

  /** Writes a page of the import: a line for each note, as `{"text":"…"}`, or `{"title":"…"}`. Ends at a line that is neither. */
  importPage(lines: string[]): PageResult {
    for (const line of lines) {
      const { text, title } = readLine(line);
      if (text !== undefined) this.write(text);
      else if (title !== undefined) this.rename(title);
      else return { state: "failed", line };
    }
    return { state: "imported" };
  }

  /** The import is complete. */
  endImport(): void {
    this.#kv.delete("importing");
  }

  /** Takes the notebook back to before the import that is under way. */
  async cancelImport(): Promise<Refused> {
    const { importing } = this.read();
    const bookmark = await this.#shelf.find("before the import");
    if (importing === null || bookmark === null) return { state: "refused", why: "No import is under way" };
    return this.goBackTo(bookmark, `The import of ${importing} was cancelled`);
  }

  /** Takes the notebook back to a bookmark. `why` goes into the diary of what it leaves, for whoever undoes this. */
  async goBackTo(bookmark: string, why = "Went back to a bookmark"): Promise<Refused> {
    let undo: string;
    try {
      undo = await this.#restoreAtNextStart(bookmark);
    } catch (error) {
      return { state: "refused", why: (error as Error).message };
    }
    await this.#keepUndo(undo);
    await this.#restart(why);
    return { state: "refused", why: "The notebook didn't restart" };
  }

  /** Has storage restored to the bookmark when this object starts next. Answers the bookmark that undoes it; throws where it can't be done. */
  async #restoreAtNextStart(bookmark: string): Promise<string> {
    return this.ctx.storage.onNextSessionRestoreBookmark(bookmark);
  }

  /** Keeps the bookmark that undoes what is about to happen. */
  async #keepUndo(undo: string): Promise<void> {
    await this.#shelf.keep("undo", undo);
  }

  /** Notes down why, and starts the object anew. */
  async #restart(why: string): Promise<void> {
    this.#sql.exec("INSERT INTO diary (entry) VALUES (?)", why);
    // abort() drops what isn't on disk yet, and the diary's entry has just been written.
    await this.ctx.storage.sync();
    this.ctx.abort(RESTARTED);
  }

  /** Takes back the last going back. To undo that in turn, call it again. */
  async undo(): Promise<Refused> {
    const bookmark = await this.#shelf.find("undo");
    if (bookmark === null) return { state: "refused", why: "There is nothing to undo" };
    return this.goBackTo(bookmark, "Went back to where it was");
  }

  /** Takes the notebook back to how it was at a time, in milliseconds since 1970. */
  async rewindTo(time: number): Promise<Refused> {
    try {
      const bookmark = await this.ctx.storage.getBookmarkForTime(Math.floor(time / 1000) * 1000);
      return await this.goBackTo(bookmark, `Went back to ${new Date(time).toISOString()}`);
    } catch (error) {
      return { state: "refused", why: (error as Error).message };
    }
  }

  /** For the stretch: keeps how the notebook is now under a label, and answers the bookmark. */
  async save(label: string): Promise<string> {
    const bookmark = await this.ctx.storage.getCurrentBookmark();
    await this.#shelf.keep(`save point ${label}`, bookmark);
    return bookmark;
  }

  /** For the stretch: the save points that one can still go back to, the newest first. */
  async savePoints(): Promise<{ label: string; bookmark: string }[]> {
    const oldest = Date.now() - 30 * 24 * 60 * 60 * 1000;
    const kept: Kept[] = await this.#shelf.list("save point ");
    return kept
      .filter(({ at }) => at >= oldest)
      .map(({ what, bookmark }) => ({ label: what.slice("save point ".length), bookmark }))
      .reverse();
  }
}

/** Reads a line of an import. Of one that is no note, nothing is left. */
function readLine(line: string): { text?: string; title?: string } {
  try {
    const { text, title } = JSON.parse(line) ?? {};
    return { ...(typeof text === "string" && { text }), ...(typeof title === "string" && { title }) };
  } catch {
    return {};
  }
}
