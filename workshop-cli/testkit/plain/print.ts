import { isRuntimeNoise } from "../runtime-output.ts";

/** What the code prints belongs to the running test; what workerd says goes past it, to whoever filters it. */
export function printFromWorkerd(message: string): void {
  // On its way through a pipe a message's end is only known by its lines.
  if (isRuntimeNoise(message)) process.stdout.write(`${message.replace(/\n(?!\s+at )/g, " ")}\n`);
  else console.log(message);
}
