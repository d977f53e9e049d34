import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { chooseComparer, chooseEditor } from "../../src/editing/editor.ts";
import { keysLine } from "../../src/watching/footer.ts";
import { openKeyboard } from "../../src/watching/keys.ts";
import { openMailbox } from "../../src/watching/mailbox.ts";
import { needsPolling } from "../../src/watching/polling.ts";
import { watchSaves } from "../../src/watching/saves.ts";
import { refuseWatches } from "../refuse-watches.ts";
import { folderWith } from "../throwaway.ts";
import { themeWith } from "../ui/themes.ts";

describe("a mailbox", () => {
  it("keeps order, whether messages or the reader come first", async () => {
    const mailbox = openMailbox<number>();
    mailbox.post(1);
    mailbox.post(2);
    expect([await mailbox.take(), await mailbox.take()]).toEqual([1, 2]);
    const third = mailbox.take();
    mailbox.post(3);
    mailbox.post(4);
    expect([await third, await mailbox.take()]).toEqual([3, 4]);
  });
});

describe("the editor", () => {
  it.each([
    [{ VISUAL: "code" }, "code --goto /a/b.ts:7", false],
    [{ VISUAL: "code --wait", EDITOR: "vi" }, "code --wait --goto /a/b.ts:7", true],
    [{ EDITOR: "/usr/bin/vim" }, "/usr/bin/vim +7 /a/b.ts", true],
    [{ EDITOR: "hx" }, "hx /a/b.ts:7", true],
    [{ EDITOR: "subl -n" }, "subl -n /a/b.ts:7", false],
    [{ EDITOR: "webstorm" }, "webstorm /a/b.ts", false],
    [{}, "code --goto /a/b.ts:7", false],
  ])("by %j is called as %s", (env, call, takesTerminal) => {
    const opening = chooseEditor(env, "/a/b.ts", 7, () => true);
    expect([opening?.program, ...(opening?.args ?? [])].join(" ")).toBe(call);
    expect(opening?.takesTerminal).toBe(takesTerminal);
  });
  it("is called without a line where none is known", () => {
    expect(chooseEditor({ EDITOR: "vi" }, "/a", null)?.args).toEqual(["/a"]);
  });
  it("is none where none is named or found", () => expect(chooseEditor({}, "/a", null, () => false)).toBeNull());
});

describe("polling", () => {
  it.each([
    ["ext4", 0xef53, false],
    ["a Windows folder in WSL", 0x01021997, true],
    ["NFS", 0x6969, true],
    ["a system without numbers", null, false],
  ])("on %s", (_, type, expected) => expect(needsPolling("/x", () => type)).toBe(expected));
});

describe("saves", () => {
  it.each<[string, (folder: string) => void]>([
    ["written in place", (folder) => writeFileSync(join(folder, "src/a.ts"), "new")],
    [
      "written aside and renamed",
      (folder) => {
        writeFileSync(join(folder, "src/.a.ts.swp"), "new");
        writeFileSync(join(folder, "src/a.ts~"), "new");
        renameSync(join(folder, "src/a.ts~"), join(folder, "src/a.ts"));
      },
    ],
    [
      "in several steps",
      (folder) => {
        for (let step = 0; step < 20; step++) writeFileSync(join(folder, "src/a.ts"), "x".repeat(step));
      },
    ],
  ])("are told once when %s", async (_, save) => {
    const folder = folderWith({ "src/a.ts": "old", "src/b.ts": "old" });
    const saved: string[] = [];
    let told = () => {};
    const saves = await watchSaves(folder, (path) => {
      saved.push(path);
      told();
    });
    onTestFinished(() => saves.close());
    const first = new Promise<void>((resolve) => {
      told = resolve;
    });
    save(folder);
    await first;
    // A second telling of the same save would come before that of a later one.
    const second = new Promise<void>((resolve) => {
      told = () => saved.includes(join("src", "b.ts")) && resolve();
    });
    writeFileSync(join(folder, "src/b.ts"), "new");
    await second;
    expect(saved).toEqual([join("src", "a.ts"), join("src", "b.ts")]);
  });
});

describe("saves where the system's watches are used up", () => {
  it.each(["ENOSPC", "EMFILE"])("(%s) are looked for, and told all the same", async (code) => {
    refuseWatches(code);
    const folder = folderWith({ "src/a.ts": "old" });
    const { promise: told, resolve: onSave } = Promise.withResolvers<string>();
    const saves = await watchSaves(folder, onSave);
    onTestFinished(() => saves.close());
    writeFileSync(join(folder, "src/a.ts"), "new and longer");
    expect(await told).toBe(join("src", "a.ts"));
  });
});

describe("the keyboard", () => {
  const listen = (isInteractive: boolean) => {
    const input = Object.assign(new PassThrough(), { modes: [] as boolean[] });
    const stream = Object.assign(input, { setRawMode: (mode: boolean) => input.modes.push(mode) });
    const heard: string[] = [];
    const keyboard = openKeyboard(
      { input: stream as unknown as NodeJS.ReadStream, isInteractive },
      { onKey: (key) => heard.push(key), onCancel: () => heard.push("cancel"), onStop: () => {}, onReturn: () => {} },
    );
    const type = async (text: string) => {
      input.write(text);
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { input, heard, keyboard, type };
  };

  it("takes one press, in either case, Escape too, and Ctrl-C apart", async () => {
    const { heard, type } = listen(true);
    for (const key of ["h", "H", "\u001b", "\u0003"]) await type(key);
    expect(heard).toEqual(["h", "h", "escape", "cancel"]);
  });
  it("takes neither arrows nor a paste for commands", async () => {
    const { heard, type } = listen(true);
    for (const text of ["\u001b[A", "return quit;"]) await type(text);
    expect(heard).toEqual([]);
  });
  it("gives raw mode back, also while another program has the terminal", async () => {
    const { input, keyboard } = listen(true);
    await keyboard.lend(async () => expect(input.modes).toEqual([true, false]));
    keyboard.close();
    expect(input.modes).toEqual([true, false, true, false]);
  });
  it("takes a letter and Enter where there is no raw mode", async () => {
    const { heard, keyboard, type } = listen(false);
    await type("hint\n\nq\n");
    expect(heard).toEqual(["h", "q"]);
    expect(keyboard.isImmediate).toBe(false);
    keyboard.close();
  });
});

describe("a program that compares", () => {
  const compare = (env: Record<string, string>, named: string | null, there: string[] = []) => {
    const found = chooseComparer(env, named, ["/mine", "/theirs"], (program) => there.includes(program));
    return found && [found.program, ...found.args].join(" ");
  };
  it.each<[Record<string, string>, string | null, string[], string | null]>([
    [{ VISUAL: "code --wait" }, null, [], "code --diff /mine /theirs"],
    [{ EDITOR: "/usr/bin/nvim" }, null, [], "/usr/bin/nvim -d /mine /theirs"],
    [{ EDITOR: "nano" }, null, ["code"], "code --diff /mine /theirs"],
    [{ EDITOR: "nano" }, null, [], null],
    [{}, null, [], null],
    [{ EDITOR: "vim" }, "meld", [], "meld /mine /theirs"],
    [{}, "cursor -n", [], "cursor -n --diff /mine /theirs"],
  ])("with %j, %j named and %j there, is called as %s", (env, named, there, call) =>
    expect(compare(env, named, there)).toBe(call),
  );
});

describe("the footer", () => {
  it.each<["open" | "passed", number, string]>([
    [
      "open",
      110,
      "[h] hint  [t] task  [x] x-ray  [o] open  [d] diff  [n] next  [r] again  [l] list  [?] keys  [q] quit",
    ],
    ["open", 80, "[h] hint  [t] task  [x] x-ray  [o] open  [d] diff  [n] next  [?] keys  [q] quit"],
    ["passed", 80, "[n] next  [s] solution  [m] mistakes  [d] diff  [t] task  [?] keys  [q] quit"],
    ["open", 40, "[h] hint  [t] task  [?] keys  [q] quit"],
  ])("has the most useful keys while %s in %i columns", (moment, columns, line) =>
    expect(keysLine(themeWith({ columns }), moment)).toBe(line),
  );
});
