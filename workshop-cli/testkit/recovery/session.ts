import type { Contents } from "./contents.ts";
import type { History } from "./history.ts";
import { refusals } from "./refusals.ts";

/** How contents are read from a storage and written back. */
export type Parts = {
  capture(storage: DurableObjectStorage): Contents;
  restore(storage: DurableObjectStorage, contents: Contents): void;
};

/** One life of an object in memory, as far as recovery goes: what it writes, and the calls it makes. */
export class Session {
  #storage: DurableObjectStorage;
  #history: History;
  #parts: Parts;
  #transactions = 0;
  #turnHasWritten = false;
  #ended = false;
  /** False while storage is looked at or restored: that isn't the object's doing. */
  watches = true;
  /** The newest `kv.list()`: an older one ends, as on the platform. */
  listing = 0;

  constructor(storage: DurableObjectStorage, history: History, parts: Parts) {
    this.#storage = storage;
    this.#history = history;
    this.#parts = parts;
  }

  /** Carries out the restore that waits for this start, if one does. */
  begin(): void {
    const contents = this.#history.begin(this.#capture);
    if (contents !== null) this.#unwatched(() => this.#parts.restore(this.#storage, contents));
  }

  /** After `abort()`: what was under way comes to nothing. */
  end(): void {
    this.#ended = true;
  }

  /** To be called before anything is written. Storage is looked at only between turns, where nothing is half done. */
  beforeWrite(): void {
    this.#history.write(this.#transactions === 0 && !this.#turnHasWritten, this.#capture);
    if (this.#turnHasWritten) return;
    this.#turnHasWritten = true;
    const flushed = () => {
      this.#turnHasWritten = false;
    };
    this.#storage.sync().then(flushed, flushed);
  }

  /** Runs the work of an asynchronous transaction, which may be rolled back. */
  async inTransaction<T>(work: () => Promise<T>): Promise<T> {
    this.beforeWrite();
    this.#transactions++;
    try {
      return await work();
    } finally {
      this.#transactions--;
    }
  }

  async getCurrentBookmark(): Promise<string> {
    await this.#flushed();
    return this.#history.now(this.#capture());
  }

  async getBookmarkForTime(time: unknown): Promise<string> {
    await this.#flushed();
    return this.#history.atTime(time, this.#capture);
  }

  /** Doesn't wait for writes: nothing says that the platform does, and `abort()` drops them. */
  async onNextSessionRestoreBookmark(bookmark: unknown): Promise<string> {
    this.#history.check(bookmark);
    await null;
    // Nobody awaited it, and by now the object is gone.
    if (this.#ended) return new Promise(() => {});
    return this.#history.restoreNext(bookmark);
  }

  #capture = () => this.#unwatched(() => this.#parts.capture(this.#storage));

  #unwatched<T>(work: () => T): T {
    const { sql } = this.#storage;
    // By #testkit/cost, which neither counts what recovery does nor lets it fail.
    const own = Object.getOwnPropertyDescriptor(sql, "exec");
    if (own) Reflect.deleteProperty(sql, "exec");
    this.watches = false;
    try {
      return work();
    } finally {
      this.watches = true;
      if (own) Object.defineProperty(sql, "exec", own);
    }
  }

  async #flushed(): Promise<void> {
    await this.#storage.sync();
    if (this.#transactions > 0) throw new Error(refusals.inTransaction);
  }
}
