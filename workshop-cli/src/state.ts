import { join } from "node:path";

/** Where the workshop keeps things on this machine. Paths only: nothing is read or made. */
export type State = {
  /** The course's root. */
  root: string;
  /** `.workshop/`: all that is made at run time, learners' copies apart. */
  folder: string;
  events: string;
  backups: string;
  subjects: string;
  logs: string;
  run: string;
  base(slug: string): string;
  copy(slug: string): string;
};

/** Names the places that belong to the course at `root`. */
export function openState(root: string): State {
  const folder = join(root, ".workshop");
  return {
    root,
    folder,
    events: join(folder, "events.ndjson"),
    backups: join(folder, "backups"),
    subjects: join(folder, "subjects"),
    logs: join(folder, "logs"),
    run: join(folder, "run"),
    base: (slug) => join(folder, "base", slug),
    copy: (slug) => join(root, "workspace", slug),
  };
}
