import type { ReadStream } from "node:tty";
import { toAscii } from "./glyphs.ts";
import { openTheme, type Theme } from "./theme.ts";

/** Where a command reads from and writes to. Answers go to `output`, everything beside them to `errors`. */
export type Terminal = {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  errors: NodeJS.WriteStream;
  /** Asked anew for each drawing, since windows are resized. */
  theme(): Theme;
  /** Somebody is there to answer questions. */
  isInteractive: boolean;
  /** The cursor can be moved: a line can be drawn again. */
  canRedraw: boolean;
  /** A text as this terminal can show it. */
  encode(text: string): string;
  print(text: string): void;
  /** Prints what programs read. Where not every character can be shown, others are written as `\u2026`. */
  printJson(value: unknown): void;
  /** Tells something that isn't part of the answer. */
  notice(text: string): void;
  /** Lets another program have the keys, Ctrl-C as well, until it ends. */
  lend<T>(to: () => Promise<T>): Promise<T>;
  isLent(): boolean;
};

/** Wraps the streams of a process. */
export function openTerminal(
  from: Pick<NodeJS.Process, "stdin" | "stdout" | "stderr" | "env" | "platform">,
  plain: boolean,
): Terminal {
  const { stdin: input, stdout: output, stderr: errors, env, platform } = from;
  const theme = () => openTheme({ env, platform, plain, isTerminal: Boolean(output.isTTY), columns: output.columns });
  const encode = (text: string) => (theme().isUnicode ? text : toAscii(text));
  let borrowers = 0;
  return {
    input,
    output,
    errors,
    theme,
    isInteractive: Boolean((input as ReadStream).isTTY && output.isTTY),
    canRedraw: Boolean(output.isTTY) && env.TERM !== "dumb" && !theme().isPlain,
    encode,
    print: (text) => void output.write(`${encode(text)}\n`),
    printJson(value) {
      const json = JSON.stringify(value, null, 2);
      output.write(`${theme().isUnicode ? json : json.replace(/[^\0-\x7f]/g, escaped)}\n`);
    },
    notice: (text) => void errors.write(`${encode(text)}\n`),
    async lend(to) {
      borrowers++;
      try {
        return await to();
      } finally {
        borrowers--;
      }
    },
    isLent: () => borrowers > 0,
  };
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
