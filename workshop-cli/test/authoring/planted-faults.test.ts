import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = join(import.meta.dirname, "../../..");

type Fault = {
  fault: string;
  rule: string;
  file: string;
  says: RegExp;
  plant(course: Scratch): void;
};

const faults: Fault[] = [
  {
    fault: "a starter that passes a task",
    rule: "starter fails",
    file: "exercises/01-counter",
    says: /task 1 is passed/,
    plant: ({ edit }) =>
      edit("exercises/01-counter/src/counter.ts", (text) =>
        text
          .replace("return 0;", 'return this.ctx.storage.kv.get<number>("count") ?? 0;')
          .replace("return 0;", 'this.ctx.storage.kv.put("count", this.value() + by);\n    return this.value();'),
      ),
  },
  {
    fault: "a starter that fails otherwise than was written down",
    rule: "starter's messages",
    file: "exercises/01-counter/test/starter-fails.md",
    says: /doesn't say what the starter fails with now/,
    plant: () => {},
  },
  {
    fault: "a region that isn't missed",
    rule: "regions decide",
    file: "exercises/01-counter",
    says: /Task 1 passes with its TODO undone/,
    plant: () => {},
  },
  {
    fault: "a hidden change outside of the TODO regions",
    rule: "TODO regions",
    file: "exercises/01-counter/src/robots.ts",
    says: /differs from the solution's/,
    plant: ({ edit }) => edit("exercises/01-counter/src/robots.ts", (text) => `${text}\nexport const hidden = 1;\n`),
  },
  {
    fault: "a mistake that passes",
    rule: "mistakes are caught",
    file: "solutions/01-counter/mistakes/harmless.ts",
    says: /"keeps the count when the object is evicted" lets it pass/,
    plant: ({ write, read }) =>
      write(
        "solutions/01-counter/mistakes/harmless.ts",
        comment("keeps the count when the object is evicted") + read("solutions/01-counter/src/counter.ts"),
      ),
  },
  {
    fault: "a mistake that names a test which doesn't exist",
    rule: "mistakes are caught",
    file: "solutions/01-counter/mistakes/ghost.ts",
    says: /names a test that doesn't exist: 1-remembers "counts backwards"/,
    plant: ({ write, read }) =>
      write(
        "solutions/01-counter/mistakes/ghost.ts",
        comment("counts backwards") + read("solutions/01-counter/src/counter.ts"),
      ),
  },
  {
    fault: "a mistake that doesn't say what it is",
    rule: "mistakes are caught",
    file: "solutions/01-counter/mistakes/silent.ts",
    says: /doesn't begin with a comment/,
    plant: ({ write, read }) =>
      write("solutions/01-counter/mistakes/silent.ts", read("solutions/01-counter/src/counter.ts")),
  },
  {
    fault: "mistakes that fail otherwise than was written down",
    rule: "what mistakes fail with",
    file: "solutions/01-counter/mistakes-fail.md",
    says: /doesn't say which tests fail with each mistake[\s\S]*## harmless/,
    plant: () => {},
  },
  {
    fault: "an answer that a hint would take for a mistake",
    rule: "misconceptions are true",
    file: "solutions/01-counter/mistakes",
    says: /takes the alternative forgetful for "instance-field"/,
    plant: () => {},
  },
  {
    fault: "an alternative that is wrong",
    rule: "alternatives pass",
    file: "solutions/01-counter/alternatives/forgetful",
    says: /"keeps (the count when the object is evicted|it in the object's storage, .*)" fails/,
    plant: ({ write, read }) =>
      write("solutions/01-counter/alternatives/forgetful.ts", read("solutions/01-counter/mistakes/instance-field.ts")),
  },
  {
    fault: "an alternative that doesn't type-check",
    rule: "alternatives pass",
    file: "solutions/01-counter/alternatives/untyped",
    says: /doesn't type-check: .*TS2322/,
    plant: ({ write, read }) =>
      write(
        "solutions/01-counter/alternatives/untyped.ts",
        `${read("solutions/01-counter/src/counter.ts")}\nexport const text: string = 1;\n`,
      ),
  },
  {
    fault: "a missing rung",
    rule: "numbers agree",
    file: "exercises/01-counter/hints.md",
    says: /Task 1 has 2 rungs/,
    plant: ({ edit }) => edit("exercises/01-counter/hints.md", (text) => text.replace(/^3\. [\s\S]*?(?=^## 2)/m, "\n")),
  },
  {
    fault: "hints for a task that isn't there",
    rule: "numbers agree",
    file: "exercises/01-counter/hints.md",
    says: /hints for task 4, which the lesson doesn't have/,
    plant: ({ edit }) =>
      edit("exercises/01-counter/hints.md", (text) => `${text}\n## 4. Too many\n\n1. Why?\n2. What?\n3. How?\n`),
  },
  {
    fault: "a stale type file",
    rule: "generated types",
    file: "exercises/01-counter/env.d.ts",
    says: /isn't what wrangler generates/,
    plant: ({ edit }) => edit("exercises/01-counter/env.d.ts", (text) => `${text}\ninterface Old {}\n`),
  },
  {
    fault: "a link that leads nowhere",
    rule: "links",
    file: "exercises/01-counter/README.md",
    says: /link to nowhere\.md leads nowhere/,
    plant: ({ edit }) => edit("exercises/01-counter/README.md", (text) => `${text}\n[More](nowhere.md)\n`),
  },
  {
    fault: "a link to an answer that is gone",
    rule: "links",
    file: "solutions/01-counter/README.md",
    says: /link to alternatives\/\w+\.ts leads nowhere/,
    plant: ({ remove }) => remove("solutions/01-counter/alternatives/asynchronous.ts"),
  },
  {
    fault: "code that doesn't fit",
    rule: "code fits",
    file: "exercises/01-counter/README.md",
    says: /Line \d+ is 80 columns of code/,
    plant: ({ edit }) =>
      edit("exercises/01-counter/README.md", (text) => `${text}\n\`\`\`ts\n${"x".repeat(80)}\n\`\`\`\n`),
  },
  {
    fault: "a stray file",
    rule: "files",
    file: "exercises/01-counter/notes.txt",
    says: /has no place in the layout/,
    plant: ({ write }) => write("exercises/01-counter/notes.txt", "To do.\n"),
  },
  {
    fault: "a table that says otherwise",
    rule: "table",
    file: "exercises/README.md",
    says: /row of 01-counter doesn't say "16"/,
    plant: ({ edit }) => edit("exercises/01-counter/README.md", (text) => text.replace("minutes: 15", "minutes: 16")),
  },
];

type Found = { rule: string; file: string; message: string; remedy: string };

describe("The proof of a course with faults in it", () => {
  const course = scratch();
  let found: Found[] = [];

  beforeAll(async () => {
    for (const { plant } of faults) plant(course);
    found = await check(course.root);
  }, 180_000);
  afterAll(() => course.remove());

  it.each(faults)("finds $fault", ({ rule, file, says }) => {
    const own = found.filter((problem) => problem.rule === rule && problem.file === file);
    expect(
      own.map(({ message }) => message),
      JSON.stringify(found, null, 2),
    ).toContainEqual(expect.stringMatching(says));
  });

  it("says what to do about each, and finds nothing else", () => {
    expect(found.filter(({ remedy }) => remedy.length < 5)).toEqual([]);
    const others = found.filter(
      ({ rule, file, message }) =>
        !faults.some((fault) => fault.rule === rule && fault.file === file && fault.says.test(message)),
    );
    expect(others).toEqual([]);
  });
});

type Scratch = {
  root: string;
  read(path: string): string;
  write(path: string, text: string): void;
  edit(path: string, change: (text: string) => string): void;
  /** Removes a file; without a path, all. */
  remove(path?: string): void;
};

/** A copy of the course, with few of the counter's mistakes and alternatives; inside the repository, for its modules. */
function scratch(): Scratch {
  const parent = join(repository, ".workshop", "tests");
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(join(parent, "planted-"));
  for (const name of ["exercises", "solutions/01-counter", "tsconfig.json", "runtime.d.ts"]) {
    cpSync(join(repository, name), join(root, name), { recursive: true });
  }
  const solution = join(root, "solutions/01-counter");
  for (const name of ["answers-first.ts", "module-variable.ts", "never-written-back.ts", "new-object-each-time"])
    rmSync(join(solution, "mistakes", name), { recursive: true });
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  return {
    root,
    read,
    write,
    edit(path, change) {
      const text = read(path);
      const changed = change(text);
      if (changed === text) throw new Error(`${path} is as it was: the fault couldn't be planted.`);
      write(path, changed);
    },
    remove: (path = "") => rmSync(join(root, path), { recursive: true }),
  };
}

function comment(test: string): string {
  return `/**\n * Nothing is wrong.\n *\n * Costs: nothing.\n * Caught by: 1-remembers "${test}"\n * Hint: What could it be?\n */\n`;
}

/** All that `author check` finds against the counter. */
async function check(root: string): Promise<Found[]> {
  const main = join(repository, "workshop-cli/src/main.ts");
  const stdout = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      [main, "author", "check", "01", "--json"],
      { env: { ...process.env, WORKSHOP_ROOT: root }, maxBuffer: 10 ** 7 },
      (_, printed, stderr) => {
        if (printed === "") reject(new Error(stderr));
        resolve(printed);
      },
    );
  });
  const { exercises } = JSON.parse(stdout);
  return exercises[0].rules.flatMap(({ rule, problems }: { rule: string; problems: Omit<Found, "rule">[] }) =>
    problems.map((problem) => ({ rule, ...problem })),
  );
}
