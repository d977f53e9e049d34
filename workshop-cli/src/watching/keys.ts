import { createInterface } from "node:readline";
import type { Terminal } from "../ui/terminal.ts";

/** Listens to a keyboard: one key at a time where the terminal can, a letter and Enter where it can't. */
export type Keyboard = {
  /** True when one press is enough. */
  isImmediate: boolean;
  /** Lets another program have the terminal, and takes it again. */
  lend<T>(to: () => Promise<T>): Promise<T>;
  /** Leaves the terminal as it was. */
  close(): void;
};

export type KeyHandlers = {
  onKey: (key: string) => void;
  onCancel: () => void;
  /** Called before Ctrl-Z gives the terminal to the shell, and when we have it again. */
  onStop: () => void;
  onReturn: () => void;
};

/** Begins to listen. Keys arrive in lower case, Escape by its name; Ctrl-C is told apart. */
export function openKeyboard(
  { input, isInteractive }: Pick<Terminal, "input" | "isInteractive">,
  handlers: KeyHandlers,
): Keyboard {
  return isInteractive && typeof input.setRawMode === "function"
    ? rawKeyboard(input, handlers)
    : lineKeyboard(input, handlers);
}

function rawKeyboard(input: NodeJS.ReadStream, { onKey, onCancel, onStop, onReturn }: KeyHandlers): Keyboard {
  const onData = (chunk: string | Buffer) => {
    const text = chunk.toString();
    if (text.includes(codes.ctrlC)) return onCancel();
    if (text === codes.ctrlZ) return suspend();
    if (text === codes.escape) return onKey("escape");
    // Arrows and the like are several characters after an escape, and a paste is no command.
    if (text.startsWith(codes.escape) || text.length > 3) return;
    for (const key of text) onKey(key.toLowerCase());
  };
  let waiting: NodeJS.Timeout | undefined;
  const suspend = () => {
    if (process.platform === "win32") return;
    onStop();
    release();
    process.on("SIGCONT", comeBack);
    // To all of the job, as a terminal does: the shell waits for the npm that started us to stop.
    process.kill(0, "SIGTSTP");
    // Where no shell could call us back, as in a container or a task of an editor, the system doesn't stop us.
    waiting = setTimeout(comeBack, 300);
  };
  const comeBack = () => {
    waitNoMore();
    seize();
    onReturn();
  };
  const waitNoMore = () => {
    clearTimeout(waiting);
    process.off("SIGCONT", comeBack);
  };
  const seize = () => {
    input.setRawMode(true);
    input.on("data", onData);
    input.resume();
  };
  const release = () => {
    input.off("data", onData);
    input.setRawMode(false);
    input.pause();
  };
  seize();
  return {
    isImmediate: true,
    async lend(to) {
      release();
      try {
        return await to();
      } finally {
        seize();
      }
    },
    close() {
      waitNoMore();
      release();
    },
  };
}

function lineKeyboard(input: NodeJS.ReadStream, { onKey, onCancel }: KeyHandlers): Keyboard {
  const lines = createInterface({ input });
  lines.on("line", (line) => line.trim() !== "" && onKey(line.trim().charAt(0).toLowerCase()));
  lines.on("SIGINT", onCancel);
  return {
    isImmediate: false,
    async lend(to) {
      lines.pause();
      try {
        return await to();
      } finally {
        lines.resume();
      }
    },
    close() {
      lines.close();
      input.pause();
    },
  };
}

const codes = { ctrlC: "\u0003", ctrlZ: "\u001a", escape: "\u001b" };
