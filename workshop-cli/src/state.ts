import { join } from "node:path";

/** Where everything that is made at run time lies. Paths only: nothing is read or created here. */
export type State = {
  /** The course's root. */
  root: string;
  /** `.workshop/`, ignored by git. */
  folder: string;
  /** The event log. */
  events: string;
  /** The learner's copies, by slug. */
  workspace: string;
  copy(slug: string): string;
  /** The starter as it was when the copy was made. */
  base(slug: string): string;
  /** What a command replaced in the copies, for `undo`. */
  backups: string;
  /** Copies that are being replaced right now. */
  incoming: string;
  /** Assembled mistakes and alternatives. */
  subjects: string;
  logs: string;
  /** The last verdict on each copy. */
  verdicts: string;
  /** Who is running: process ids to be reaped. */
  run: string;
};

/** Names the places under a course's root. */
export function openState(root: string): State {
  const folder = join(root, ".workshop");
  const workspace = join(root, "workspace");
  return {
    root,
    folder,
    events: join(folder, "events.ndjson"),
    workspace,
    copy: (slug) => join(workspace, slug),
    base: (slug) => join(folder, "base", slug),
    backups: join(folder, "backups"),
    incoming: join(folder, "incoming"),
    subjects: join(folder, "subjects"),
    logs: join(folder, "logs"),
    verdicts: join(folder, "verdicts"),
    run: join(folder, "run"),
  };
}
