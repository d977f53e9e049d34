import type { Backup, BackupReason } from "../../workspace/backup.ts";
import { drawPage } from "../page.ts";
import type { Theme } from "../theme.ts";
import { onTheClock } from "../words.ts";

/** What `undo` can bring back. */
export function backupsView(theme: Theme, backups: Backup[]): string {
  return drawPage(theme, {
    title: "Kept copies",
    right: theme.soft("the newest first"),
    body: backups.map((backup, at) => ({
      text: `${String(at + 1).padStart(2)}  ${theme.strong(backup.exercise)}, before ${whyInWords(backup)}`,
      right: onTheClock(backup.at),
    })),
    end: [backups.length === 0 ? "Nothing was replaced yet." : `Bring one back: ${theme.code("npx workshop undo 1")}`],
  });
}

/** What put a copy away, as in "before the reset". */
export function whyInWords({ why }: Pick<Backup, "why">): string {
  return words[why];
}

const words: Record<BackupReason, string> = {
  reset: "the reset",
  "solution-applied": "the solution was applied",
  undone: "the undo",
  "edits-taken": "edits were brought over",
  "news-taken": "what is new was brought over",
  imported: "the import",
};
