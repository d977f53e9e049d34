/** What a user can choose. */
export type Value = boolean | number | string | null | Parts;

/** A preference that has several parts, such as `{ family: "Mono", size: 14 }`. */
export type Parts = { [part: string]: boolean | number | string };

/** A key is a section and a name: `editor/font`. */
export type Preference = { key: string; value: Value };

/** Some preferences of one section, in order. */
export type Page = {
  preferences: Preference[];
  /** The cursor of the next page; `null` where nothing follows. It is for `page()` alone to understand. */
  next: string | null;
};

export type PageRequest = {
  order?: "a-z" | "z-a";
  /** What the page before has called `next`. The first page has none. */
  cursor?: string;
  /** How many preferences there are on a page. */
  limit?: number;
};

/** The parts of a value; none where it has no parts. */
export function partsOf(value: Value | undefined): Parts {
  return typeof value === "object" && value !== null ? value : {};
}

export function isSection(text: string): boolean {
  return NAME.test(text);
}

export function isKey(text: string): boolean {
  const names = text.split("/");
  return names.length === 2 && names.every((name) => NAME.test(name));
}

/** Whether something that was sent is a value. */
export function isValue(sent: unknown): sent is Value {
  if (typeof sent !== "object" || sent === null) return sent === null || isPlain(sent);
  return !Array.isArray(sent) && Object.values(sent).every(isPlain);
}

function isPlain(sent: unknown): boolean {
  return ["boolean", "number", "string"].includes(typeof sent);
}

const NAME = /^[a-z0-9-]{1,40}$/;
