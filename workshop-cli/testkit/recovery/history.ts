import { compare, endOf, ownerOf, type Place, readBookmark, toBookmark } from "./bookmark.ts";
import type { Contents } from "./contents.ts";
import { KEPT, refusals } from "./refusals.ts";

/** A point that can be restored. `since`: when storage came to contain this, in milliseconds since 1970. */
type Mark = Place & { since: number; contents: Contents };

/**
 * What one object's storage contained, and when. It is kept outside the object, in the isolate's memory: the object's own
 * storage is what is restored. A mark is made where somebody asks for a bookmark, and before the first write of a turn
 * when the date has moved since the last, so that any time can be restored.
 */
export class History {
  #owner: string;
  #marks: Mark[] = [];
  #place: Place = { session: 0, position: 0 };
  /** When the last write came. Before the first, storage was as it is since ever. */
  #lastWrite = Number.NEGATIVE_INFINITY;
  /** Whether the last mark has what storage contains now. */
  #isMarked = false;
  #target: string | null = null;
  /** The bookmarks that somebody was given, each with the latest time that it was to stand for. */
  #given = new Map<string, number>();

  constructor(id: string) {
    this.#owner = ownerOf(id);
  }

  /** A new session of the object, which contains `capture()`. Answers what to restore before anything else happens. */
  begin(capture: () => Contents): Contents | null {
    const target = this.#target;
    const undo = endOf(this.#place.session);
    this.#target = null;
    this.#markAt(undo, capture());
    this.#place = { session: undo.session + 1, position: 0 };
    if (target === null) return null;
    this.#given.set(this.#name(undo), Date.now());
    const contents = this.#marks.find((mark) => this.#name(mark) === target)?.contents ?? null;
    this.#lastWrite = Date.now();
    if (contents !== null) this.#marks.push({ ...this.#place, since: this.#lastWrite, contents });
    return contents;
  }

  /** To be called before each write; `mayCapture` where none of its turn or transaction came before. */
  write(mayCapture: boolean, capture: () => Contents): void {
    const now = Date.now();
    if (mayCapture && !this.#isMarked && now > this.#lastWrite) this.#mark(capture());
    this.#lastWrite = now;
    this.#isMarked = false;
  }

  /** A bookmark of `contents`, which storage contains now. */
  now(contents: Contents): string {
    return this.#give(this.#mark(contents), Date.now());
  }

  /** A bookmark of what storage contained at a time. Throws where that is in the future, or more than 30 days ago. */
  atTime(time: unknown, capture: () => Contents): string {
    const ms = time instanceof Date ? time.getTime() : time;
    if (typeof ms !== "number" || Number.isNaN(new Date(ms).getTime())) throw new TypeError(refusals.notATime(time));
    if (ms > Date.now()) throw new Error(refusals.futureTime(ms));
    if (ms < Date.now() - KEPT) throw new Error(refusals.tooOldTime(ms));
    const isNow = !this.#isMarked && ms >= this.#lastWrite;
    const mark = isNow ? this.#mark(capture()) : this.#marks.findLast(({ since }) => since <= ms);
    return this.#give(mark ?? this.#mark(capture()), ms);
  }

  /** Lets the next session begin with what a bookmark stands for; answers the bookmark that undoes it. */
  restoreNext(bookmark: unknown): string {
    this.#target = this.check(bookmark);
    return this.#name(endOf(this.#place.session));
  }

  /** Answers the bookmark where it can be restored, and throws where it can't. */
  check(bookmark: unknown): string {
    const place = readBookmark(bookmark);
    if (place === null) throw new TypeError(refusals.malformed(bookmark));
    const name = bookmark as string;
    if (place.owner !== this.#owner) throw new Error(refusals.foreign(name));
    if (name === this.#name(endOf(this.#place.session))) return name;
    if (compare(place, this.#place) > 0) throw new Error(refusals.future(name));
    const time = this.#given.get(name);
    if (time === undefined) throw new Error(refusals.foreign(name));
    if (time < Date.now() - KEPT) throw new Error(refusals.tooOld(name));
    return name;
  }

  #mark(contents: Contents): Mark {
    this.#place = { ...this.#place, position: this.#place.position + 1 };
    return this.#markAt(this.#place, contents);
  }

  #markAt(place: Place, contents: Contents): Mark {
    const mark = { ...place, since: this.#lastWrite, contents };
    this.#marks.push(mark);
    this.#isMarked = true;
    return mark;
  }

  #give(mark: Mark, time: number): string {
    const name = this.#name(mark);
    this.#given.set(name, Math.max(time, this.#given.get(name) ?? time));
    return name;
  }

  #name(place: Place): string {
    return toBookmark(place, this.#owner);
  }
}
