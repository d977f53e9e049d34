import { CommanderError, Command as Parser } from "commander";
import type { ExitCode } from "./commands/command.ts";
import { commandGroups, commands, home } from "./commands/table.ts";
import { findExercise } from "./course/find.ts";
import { UsageError } from "./errors.ts";
import type { Session } from "./session/session.ts";
import { wrap } from "./ui/text.ts";
import { workshopVersion } from "./version.ts";

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
    .version(workshopVersion(), "-V, --version", "show the version")
    .option("--plain", "for reading line by line: no frames, words instead of signs")
    .helpOption("-h, --help", "show help")
    .commandsGroup("When something is wrong:")
    .helpCommand("help [command]", "show help for a command")
    .addHelpText("after", () => `\n${wrap(aboutExercises, terminal.theme().width).join("\n")}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: () => {},
      getOutHelpWidth: () => terminal.theme().width,
    });
  for (const { heading, entries } of commandGroups) {
    for (const { name, takes, summary } of entries) {
      const command = parser.command(`${name} ${takes}`.trim()).description(summary);
      command.copyInheritedSettings(parser).helpGroup(heading);
    }
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
