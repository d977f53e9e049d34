/** What an object's storage contains, apart from its alarm: an independent copy that outlives the object. */
export type Contents = {
  schema: SchemaObject[];
  tables: TableContents[];
  /** Settings of full-text tables, such as their `rank`. */
  settings: { table: string; name: string; value: SqlStorageValue }[];
  /** `sqlite_sequence`: the greatest id that each AUTOINCREMENT table ever gave, as text. */
  sequence: { name: string; seq: string }[];
  keyValues: Map<string, unknown>;
};

/** A row of `sqlite_master` that an application made: its name and the SQL that makes it again. */
export type SchemaObject = { type: "table" | "index" | "view" | "trigger"; name: string; sql: string };

/** The rows of a table. */
export type TableContents = {
  name: string;
  /** The columns that can be written, so without generated ones. */
  columns: string[];
  /** What SQL calls the table's rowid, where that isn't one of the columns. */
  rowid: string | null;
  rows: { rowid: string | null; values: StoredValue[] }[];
};

/** A value with SQLite's own type: JavaScript's numbers don't tell 5 from 5.0, and end at 2^53. Text is kept as its bytes. */
export type StoredValue =
  | { type: "null" }
  | { type: "integer"; digits: string }
  | { type: "real"; number: number }
  | { type: "text"; bytes: ArrayBuffer }
  | { type: "blob"; bytes: ArrayBuffer };
