import type { Command } from "./command.ts";

/** A command as it is typed and shown in the help. Its code is loaded only when it is called. */
export type Entry = {
  name: string;
  /** Arguments in commander's notation: `<needed>`, `[optional]`, `[any...]`. */
  takes: string;
  summary: string;
  load(): Promise<{ command: Command }>;
};

/** The commands by what they are for, in the order in which a learner meets them. */
export const commandGroups: { heading: string; entries: Entry[] }[] = [
  {
    heading: "Learn:",
    entries: [
      {
        name: "start",
        takes: "[exercise]",
        summary: "begin or resume an exercise, and grade it at every save",
        load: () => import("./start.ts"),
      },
      { name: "next", takes: "", summary: "start what comes next", load: () => import("./next.ts") },
      { name: "read", takes: "[exercise]", summary: "the lesson", load: () => import("./read.ts") },
      { name: "test", takes: "[exercise]", summary: "grade once", load: () => import("./test.ts") },
      { name: "watch", takes: "[exercise]", summary: "grade at every save", load: () => import("./watch.ts") },
      {
        name: "dev",
        takes: "[exercise] [options...]",
        summary: "see it live: wrangler dev",
        load: () => import("./dev.ts"),
      },
    ],
  },
  {
    heading: "When you are stuck, or curious:",
    entries: [
      { name: "hint", takes: "[exercise]", summary: "one hint more", load: () => import("./hint.ts") },
      {
        name: "diff",
        takes: "[exercise]",
        summary: "yours beside the solution, or another right answer",
        load: () => import("./diff.ts"),
      },
      {
        name: "solution",
        takes: "[exercise]",
        summary: "the solution, and why it is so",
        load: () => import("./solution.ts"),
      },
    ],
  },
  {
    heading: "Where you are:",
    entries: [
      {
        name: "list",
        takes: "[words...]",
        summary: "the exercises, or those that hold some words",
        load: () => import("./list.ts"),
      },
      {
        name: "track",
        takes: "[name]",
        summary: "choose a road through the course, long or short",
        load: () => import("./track.ts"),
      },
      { name: "status", takes: "", summary: "progress, time, hints", load: () => import("./status.ts") },
    ],
  },
  {
    heading: "Nothing is lost:",
    entries: [
      { name: "reset", takes: "[exercise]", summary: "a fresh copy; yours is kept", load: () => import("./reset.ts") },
      { name: "undo", takes: "[number]", summary: "bring back what was replaced", load: () => import("./undo.ts") },
      {
        name: "export",
        takes: "<file>",
        summary: "write your progress and copies to a file",
        load: () => import("./export.ts"),
      },
      {
        name: "import",
        takes: "<file>",
        summary: "add those of another machine",
        load: () => import("./import.ts"),
      },
    ],
  },
  {
    heading: "When something is wrong:",
    entries: [
      { name: "doctor", takes: "", summary: "is this machine fit?", load: () => import("./doctor.ts") },
      {
        name: "report",
        takes: "[exercise]",
        summary: "is this exercise wrong? What to send to its authors",
        load: () => import("./report.ts"),
      },
    ],
  },
  {
    heading: "For instructors and authors:",
    entries: [
      { name: "slides", takes: "[part]", summary: "the slides, in the browser", load: () => import("./slides.ts") },
      { name: "class", takes: "<folder>", summary: "where everybody stands", load: () => import("./class.ts") },
      {
        name: "author",
        takes: "<check> [exercises...]",
        summary: "prove that exercises are sound",
        load: () => import("./author.ts"),
      },
    ],
  },
];

/** What runs without a command. */
export const home: Entry = { name: "", takes: "", summary: "", load: () => import("./home.ts") };

/** All commands that have a name. */
export const commands: Entry[] = commandGroups.flatMap(({ entries }) => entries);
