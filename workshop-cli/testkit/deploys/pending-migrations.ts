import type { Account } from "./account.ts";
import { Refusal } from "./refusal.ts";
import type { Migration, Release } from "./release.ts";

/**
 * The migrations of a release that its Worker hasn't applied yet.
 *
 * Cloudflare remembers of a Worker only the last tag, and wrangler sends what comes after it. So what is changed in an
 * older entry is never looked at, and where the tag is gone everything is sent again. Here both are refused at once:
 * what has been applied has to stay as it was.
 */
export function pendingMigrations(account: Account, { name, migrations }: Release): Migration[] {
  const twice = migrations.find(({ tag }, at) => migrations.findIndex((other) => other.tag === tag) !== at);
  if (twice) throw new Refusal(`The tag "${twice.tag}" is there twice. Each migration has a tag of its own.`);
  const applied = account.workers[name]?.applied ?? [];
  const last = applied.at(-1);
  if (last === undefined) return migrations;
  if (migrations.length === 0)
    throw new Refusal(`${name} has the migration tag "${last.tag}", and this release has no migrations.`);
  if (!migrations.some(({ tag }) => tag === last.tag)) {
    throw new Refusal(
      `The published script ${name} has a migration tag "${last.tag}", which was not found.`,
      "Without it Cloudflare can't tell what is new, and would apply everything again.",
    );
  }
  applied.forEach((old, at) => {
    const now = migrations[at];
    if (now?.tag !== old.tag)
      throw new Refusal(
        `The migration "${old.tag}" has been applied to ${name}, and entry ${at + 1} is "${now?.tag}" now.`,
        "What has been applied stays where it is; what is new comes after it. Cloudflare remembers only the last tag and wouldn't notice: this rule is the workshop's.",
      );
    if (JSON.stringify(sorted(now)) !== JSON.stringify(sorted(old)))
      throw new Refusal(
        `The migration "${old.tag}" has been applied to ${name}, and says something else now.`,
        "It isn't applied a second time, so a change in it does nothing. What is new has a tag of its own. Cloudflare wouldn't say a word: this rule is the workshop's, so that you notice.",
      );
  });
  return migrations.slice(applied.length);
}

/** The same for entries that say the same in another order of keys. */
function sorted(migration: Migration): [string, unknown][] {
  return Object.entries(migration).sort(([a], [b]) => a.localeCompare(b));
}
