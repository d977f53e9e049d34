import { isRuntimeNoise } from "#testkit/vitest";

/**
 * Takes over what this process would print, line by line: workerd's output arrives here at once, also while the code
 * that prints it never yields. What the learner's code printed is heard; the tools' own noise goes where it went.
 */
export function takeOverOutput(heard: (text: string) => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    let rest = "";
    stream.write = (chunk: Uint8Array | string) => {
      const lines = (rest + (typeof chunk === "string" ? chunk : Buffer.from(chunk).toString())).split("\n");
      rest = lines.pop() ?? "";
      const own = withoutNoise(lines, write);
      if (own.length > 0) heard(`${own.join("\n")}\n`);
      return true;
    };
  }
}

/** Noise is a first line that is known and the stack's lines after it. */
function withoutNoise(lines: string[], write: (text: string) => boolean): string[] {
  let isNoise = false;
  return lines.filter((line) => {
    isNoise = isRuntimeNoise(line) || (isNoise && /^\s+at /.test(line));
    if (isNoise) write(`${line}\n`);
    return !isNoise;
  });
}
