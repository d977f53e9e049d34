import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where an account's objects keep their data: a folder for each namespace, a SQLite file for each object. */
export type Storage = {
  folder: string;
  /** Removes all that the objects of a namespace have stored. */
  forget(namespace: string): void;
  /** The same in another folder. Nobody may be writing meanwhile. */
  copy(): Storage;
  remove(): void;
};

/** Makes an empty storage. It is gone with the process at the latest. */
export function openStorage(): Storage {
  const folder = mkdtempSync(join(tmpdir(), "workshop-account-"));
  open.add(folder);
  return {
    folder,
    forget: (namespace) => removeFolder(join(folder, "do", namespace)),
    copy() {
      const other = openStorage();
      cpSync(folder, other.folder, { recursive: true });
      return other;
    },
    remove() {
      open.delete(folder);
      removeFolder(folder);
    },
  };
}

const open = new Set<string>();
process.once("exit", () => open.forEach(removeFolder));

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
