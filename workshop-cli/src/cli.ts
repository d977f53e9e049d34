import { CommanderError, Command as Parser } from "commander";
import type { Command, ExitCode, Session } from "./commands/command.ts";
import { findExercise } from "./course/find.ts";
import { UsageError } from "./errors.ts";
import { wrap } from "./ui/text.ts";

type Entry = {
  name: string;
  /** Arguments in commander's notation: `<needed>`, `[optional]`, `[any...]`. */
  takes: string;
  summary: string;
  load(): Promise<{ command: Command }>;
};

/** The commands, in the order in which a learner meets them. Each is loaded only when it is called. */
export const commands: Entry[] = [
  {
    name: "start",
    takes: "[exercise]",
    summary: "begin or resume an exercise, and grade it at every save",
    load: () => import("./commands/start.ts"),
  },
  { name: "next", takes: "", summary: "start what comes next", load: () => import("./commands/next.ts") },
  { name: "list", takes: "", summary: "all exercises, and where you are", load: () => import("./commands/list.ts") },
  { name: "read", takes: "[exercise]", summary: "the lesson", load: () => import("./commands/read.ts") },
  { name: "test", takes: "[exercise]", summary: "grade once", load: () => import("./commands/test.ts") },
  { name: "watch", takes: "[exercise]", summary: "grade at every save", load: () => import("./commands/watch.ts") },
  { name: "hint", takes: "[exercise]", summary: "one hint more", load: () => import("./commands/hint.ts") },
  { name: "diff", takes: "[exercise]", summary: "yours beside the solution", load: () => import("./commands/diff.ts") },
  {
    name: "solution",
    takes: "[exercise]",
    summary: "the solution, and why it is so",
    load: () => import("./commands/solution.ts"),
  },
  {
    name: "reset",
    takes: "[exercise]",
    summary: "a fresh copy; yours is kept",
    load: () => import("./commands/reset.ts"),
  },
  {
    name: "undo",
    takes: "[number]",
    summary: "bring back what was replaced",
    load: () => import("./commands/undo.ts"),
  },
  { name: "status", takes: "", summary: "progress, time, hints", load: () => import("./commands/status.ts") },
  {
    name: "export",
    takes: "<file>",
    summary: "write your progress to a file",
    load: () => import("./commands/export.ts"),
  },
  {
    name: "import",
    takes: "<file>",
    summary: "add progress from another machine",
    load: () => import("./commands/import.ts"),
  },
  {
    name: "dev",
    takes: "[exercise] [options...]",
    summary: "see it live: wrangler dev",
    load: () => import("./commands/dev.ts"),
  },
  { name: "doctor", takes: "", summary: "is this machine fit?", load: () => import("./commands/doctor.ts") },
  {
    name: "slides",
    takes: "[part]",
    summary: "for instructors: the slides, in the browser",
    load: () => import("./commands/slides.ts"),
  },
  {
    name: "class",
    takes: "<folder>",
    summary: "for instructors: where everybody stands",
    load: () => import("./commands/class.ts"),
  },
  {
    name: "author",
    takes: "<check> [exercises...]",
    summary: "for authors: prove that exercises are sound",
    load: () => import("./commands/author.ts"),
  },
];

const home: Entry = { name: "", takes: "", summary: "", load: () => import("./commands/home.ts") };

/** Runs what was typed and answers the exit code. Throws a `UsageError` for what can't be understood. */
export async function runCommandLine(session: Session, typed: string[]): Promise<ExitCode> {
  const [first, second] = typed.filter((each) => !each.startsWith("-"));
  const name = first === "help" ? second : first;
  const chosen = first === undefined ? home : commands.find((entry) => entry.name === name);
  const parser = describeAll(session);
  let exitCode: ExitCode = 0;
  if (chosen) {
    const { command } = await chosen.load();
    const target = parser.commands.find((each) => each.name() === chosen.name) ?? parser;
    for (const [flags, description] of command.options ?? []) target.option(flags, description);
    target.action(async (...given: unknown[]) => {
      const [options] = given.splice(-2, 2) as [Record<string, unknown>];
      exitCode = await command.run(session, given as (string | undefined)[], options);
    });
  }
  await parser.parseAsync(typed, { from: "user" }).catch((error) => refuse(error, session, name));
  return exitCode;
}

function describeAll({ terminal }: Session): Parser {
  const parser = new Parser("workshop")
    .usage("[command] [exercise]")
    .description("Learn Durable Objects by doing. Without a command: where you are, and what is next.")
    .option("--plain", "for reading line by line: no frames, words instead of signs")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .addHelpText("after", () => `\n${wrap(aboutExercises, terminal.theme().width).join("\n")}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: () => {},
      getOutHelpWidth: () => terminal.theme().width,
    });
  for (const { name, takes, summary } of commands) {
    parser.command(`${name} ${takes}`.trim()).description(summary).copyInheritedSettings(parser);
  }
  return parser;
}

/** Commander's refusals, in our form; asking for help is none. */
function refuse(error: unknown, session: Session, name = ""): void {
  if (!(error instanceof CommanderError)) throw error;
  if (error.exitCode === 0) return;
  const [problem = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
  const similar = suggestion?.match(/Did you mean (.+?)\?/)?.[1];
  const meant = similar ?? (error.code === "commander.unknownCommand" ? startOf(session, name) : null);
  throw new UsageError(
    `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`,
    `${meant ? `Did you mean \`${meant}\`? ` : ""}\`npx workshop --help\` shows what there is.`,
    { cause: error },
  );
}

/** What to type for an exercise that was named where a command is due; `null` if it is none either. */
function startOf({ course }: Session, name: string): string | null {
  try {
    return `npx workshop start ${findExercise(course(), name).number}`;
  } catch {
    return null;
  }
}

const aboutExercises =
  "An exercise is named by its number, its name, or a part of it: 4, sql-schema, sql. Left out, it is the current one.";
