import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { failedImport, filled, goBack, notebook, read, texts } from "./notebooks.ts";

const cancelled = (name: string) => goBack(name, (it) => it.cancelImport());

describe("2. A failed import is undone whole", () => {
  it("brings back the notes of before, as soon as the call is over", async () => {
    await filled("notes");
    await failedImport("notes");
    await cancelled("notes");
    expect(await texts("notes"), "notes after the cancelled import").toEqual(["Lisbon", "Porto"]);
  });

  it("brings back what isn't in a table: the title, and that nothing is imported", async () => {
    await filled("key-values");
    await failedImport("key-values");
    await cancelled("key-values");
    const { title, importing } = await read("key-values");
    expect({ title, importing }, "key-values after the cancelled import").toEqual({
      title: "Travels",
      importing: null,
    });
  });

  it("goes on as if the import had never been", async () => {
    await filled("goes on");
    await failedImport("goes on");
    await cancelled("goes on");
    expect(await notebook("goes on").write("Faro"), "the number of the next note, the third").toBe(3);
  });

  it("ends the call by a restart, and answers its Worker's caller", async () => {
    await filled("by-http");
    await failedImport("by-http");
    const response = await exports.default.fetch("https://notebook/by-http/import/cancel", { method: "POST" });
    expect(await response.text(), "what the Worker says").toBe("The notebook has gone back");
    expect(response.status, "status of a cancelled import").toBe(200);
  });

  it("undoes an import that began before the notebook was out of memory", async () => {
    await filled("evicted");
    await failedImport("evicted");
    await evictDurableObject(notebook("evicted"));
    await cancelled("evicted");
    expect(await texts("evicted"), "notes after the cancelled import").toEqual(["Lisbon", "Porto"]);
  });

  it.for([
    ["what isn't a bookmark", "yesterday"],
    ["a bookmark of nobody's", "00000001-00000001-00000001-00000000000000000000000000000000"],
  ])("refuses %s, and goes on without a restart", async ([, bookmark = ""], { task }) => {
    await filled(task.name);
    await runInDurableObject(notebook(task.name), (instance) => Object.assign(instance, { seen: true }));
    const outcome = await goBack(task.name, (it) => it.goBackTo(bookmark));
    expect(outcome, "how the call ended").toMatch(/^refused: ./);
    const stayed = await runInDurableObject(notebook(task.name), (instance) => "seen" in instance);
    expect(stayed, "the notebook has stayed in memory").toBe(true);
  });
});

describe("given: only what is under way is cancelled", () => {
  it("refuses to cancel where nothing is imported", async () => {
    await filled("nothing");
    await notebook("nothing").beginImport("new.ndjson");
    await notebook("nothing").endImport();
    expect(await cancelled("nothing"), "cancelling an import that has ended").toBe("refused: No import is under way");
    expect(await env.SHELF.getByName("nothing").find("undo"), "there is nothing to undo").toBeNull();
  });
});
