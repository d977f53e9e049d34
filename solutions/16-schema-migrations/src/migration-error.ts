/** Why an object refuses to work: its tables aren't what the code expects, because a step failed. */
export class MigrationError extends Error {
  override name = "MigrationError";
}
