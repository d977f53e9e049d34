import { availableParallelism, loadavg } from "node:os";
import type { State } from "../state.ts";
import type { Theme } from "../ui/theme.ts";
import { type Check, type Finding, fail } from "./check.ts";
import { lookAtClock } from "./clock.ts";
import { lookAtDependencies } from "./dependencies.ts";
import { lookAtDisk } from "./disk.ts";
import { lookAtFileEvents } from "./file-events.ts";
import { lookAtFolder } from "./folders.ts";
import { lookAtGit } from "./git.ts";
import { lookAtMemory } from "./memory.ts";
import { lookAtNode, lookAtNpm } from "./node.ts";
import { lookAtProcessors } from "./processors.ts";
import { lookAtProxy } from "./proxy.ts";
import { lookAtSystem } from "./system.ts";
import { lookAtTerminal } from "./terminal.ts";
import { lookAtWorkerd } from "./workerd.ts";

/** Where the doctor looks. */
export type Machine = {
  state: State;
  env: Record<string, string | undefined>;
  temporary: string;
  theme: Theme;
  isTerminal: boolean;
  now: number;
};

type Look = (machine: Machine) => Finding | Promise<Finding>;

export type Diagnosis = { version: 1; ok: boolean; checks: Check[] };

/** What is looked at, in the order in which one thing needs the other. */
const looks: [name: string, look: Look][] = [
  ["Node", () => lookAtNode(process.version, process.execPath)],
  ["npm", ({ env }) => lookAtNpm(env)],
  ["system", () => lookAtSystem()],
  ["dependencies", () => lookAtDependencies()],
  ["workerd", ({ temporary }) => lookAtWorkerd(temporary)],
  ["memory", () => lookAtMemory(process.availableMemory())],
  ["processors", () => lookAtProcessors(availableParallelism(), loadavg()[0] ?? 0)],
  ["disk", ({ state }) => lookAtDisk(state.root)],
  ["temporary folder", ({ temporary }) => lookAtFolder(temporary, "set TMPDIR to a folder that you can write to")],
  [".workshop folder", ({ state }) => lookAtFolder(state.folder, moveElsewhere)],
  ["workspace folder", ({ state }) => lookAtFolder(state.workspace, moveElsewhere)],
  ["file events", ({ state }) => lookAtFileEvents(state.folder)],
  ["terminal", ({ theme, isTerminal, env }) => lookAtTerminal(theme, isTerminal, env)],
  ["clock", ({ now, state }) => lookAtClock(now, state.root)],
  ["proxy", ({ env }) => lookAtProxy(env)],
  ["git", ({ state }) => lookAtGit(state.root)],
];

/** Looks at everything that the workshop needs of a machine. Reaches for no network. */
export async function diagnose(machine: Machine): Promise<Diagnosis> {
  const checks = await Promise.all(looks.map(async ([name, look]) => ({ name, ...(await lookSafely(look, machine)) })));
  return { version: 1, ok: checks.every(({ state }) => state !== "fail"), checks };
}

/** A look that fails itself is a finding as well: the others are wanted all the same. */
async function lookSafely(look: Look, machine: Machine): Promise<Finding> {
  try {
    return await look(machine);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), "If the message doesn't help you, report it.");
  }
}

const moveElsewhere = "clone the workshop to a folder that you can write to";
