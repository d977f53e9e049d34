import { familyOf, stillThere } from "../bench/processes.ts";
import type { Course, Victim } from "./victim.ts";

const commands = [
  ["test", "01"],
  ["watch", "01"],
  ["hint", "01"],
  ["reset", "01", "--yes"],
  ["undo", "--yes"],
  ["status"],
];
const victims = ["workshop.mjs", "warden.ts", "child.ts", "workerd"];

/** Kills the program, its warden, its grader or workerd at a random moment, again and again. */
export async function kills(victim: Victim, { rounds, seed, holds }: Course): Promise<void> {
  const random = randomOf(seed);
  await victim.run("start", "01");
  let before = victim.events();
  for (let round = 1; round <= rounds; round++) {
    const command = commands[Math.floor(random() * commands.length)] as string[];
    const name = victims[Math.floor(random() * victims.length)] as string;
    const delay = Math.floor(random() ** 2 * 4_000);
    const text = `// written before round ${round}\nexport class Counter {}\n`;
    victim.write(text);

    const running = victim.start(...command);
    await Promise.race([running.ended, new Promise((resolve) => setTimeout(resolve, delay))]);
    const family = familyOf(running.child.pid);
    for (const { pid, command } of family) if (command.includes(name)) kill(pid);
    // A watch goes on when its grader is killed; whatever else still runs comes to its end.
    if (command[0] === "watch" && name !== "workshop.mjs") {
      await new Promise((resolve) => setTimeout(resolve, 300));
      kill(running.child.pid);
    }
    await running.ended;

    const what = `round ${round}, ${command.join(" ")}, ${name} killed after ${delay} ms`;
    const after = victim.events();
    const problems = [
      ...(after.startsWith(wholeLines(before)) ? [] : ["an event is lost"]),
      ...(victim.keeps(text) ? [] : ["what the learner wrote is gone"]),
      ...((await stillThere(family)).length === 0 ? [] : ["a process is left"]),
      ...(round % 10 === 0 ? await startIsClean(victim) : []),
    ];
    holds(problems.length === 0 ? what : `${what}: ${problems.join(", ")}`, problems.length === 0);
    before = victim.events();
  }
}

async function startIsClean(victim: Victim): Promise<string[]> {
  const { code, printed } = await victim.run("status", "--json");
  try {
    JSON.parse(printed);
    return code === 0 ? [] : [`the next start ends with ${code}`];
  } catch {
    return [`the next start prints ${printed}`];
  }
}

/** A line that was cut off counts for nothing, and the next writer ends it. */
function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** The same numbers for the same seed, between 0 and 1. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
