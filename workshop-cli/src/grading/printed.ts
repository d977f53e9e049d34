import { exceptionIn, isRuntimeNoise } from "#testkit/vitest";

export type Heard = {
  /** What the learner's code printed. */
  printed(text: string): void;
  /** What it threw, with the places in its own files: an error that crosses RPC has lost them. */
  threw(text: string): void;
};

/**
 * Takes over what this process would print. workerd's output arrives here message by message and at once, also while
 * the code that prints never yields. The tools' own noise goes where it went.
 */
export function takeOverOutput({ printed, threw }: Heard): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (chunk: Uint8Array | string) => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      if (!isRuntimeNoise(text)) {
        printed(text);
        return true;
      }
      const exception = exceptionIn(text);
      if (exception !== null) threw(exception);
      return write(text);
    };
  }
}
