import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { openStorage } from "../../testkit/deploys/storage.ts";

it("storages that come and go leave nothing behind, in folders or in the process", () => {
  const listeners = process.listenerCount("exit");
  const folders = Array.from({ length: 12 }, () => {
    const storage = openStorage();
    storage.remove();
    return storage.folder;
  });
  expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
  expect(process.listenerCount("exit")).toBe(listeners);
});
