import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { UsageError } from "../src/errors.ts";

/** Reads what was typed; what isn't meant so is refused with `usage`. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError((error as Error).message, usage);
  }
}
