import { type IPty, spawn } from "@lydell/node-pty";
import headless from "@xterm/headless";
import { onTestFinished } from "vitest";

/** A command in a real pseudo-terminal, with the screen that a person would see. */
export type Run = {
  /** The rows of the window, without empty ones at its end. */
  screen(): string;
  /** All that was ever printed, and is still there to scroll back to. */
  history(): string;
  send(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Waits until the screen shows something; fails with the screen as it is. */
  shows(what: string | RegExp): Promise<void>;
  ended: Promise<{ exitCode: number }>;
  pid: number;
};

export type RunOptions = { cwd: string; env?: Record<string, string>; columns?: number; rows?: number };

/** Starts a program in a terminal of 80 by 24. It is ended with the test. */
export function runInTerminal(
  file: string,
  args: string[],
  { cwd, env = {}, columns = 80, rows = 24 }: RunOptions,
): Run {
  const terminal = new headless.Terminal({ cols: columns, rows, scrollback: 5000, allowProposedApi: true });
  const process_ = spawn(file, args, {
    cols: columns,
    rows,
    cwd,
    env: { ...withoutForcedColour, ...plainTerminal, ...env } as Record<string, string>,
  });
  const watchers = new Set<() => void>();
  const ended = new Promise<{ exitCode: number }>((resolve) => process_.onExit(resolve));
  process_.onData((text) =>
    terminal.write(text, () => {
      for (const look of watchers) look();
    }),
  );
  onTestFinished(() => end(process_));

  const lines = (from: number) => {
    const { active } = terminal.buffer;
    const all = Array.from(
      { length: active.length - from },
      (_, at) => active.getLine(from + at)?.translateToString(true) ?? "",
    );
    return all.join("\n").trimEnd();
  };
  const screen = () => lines(terminal.buffer.active.baseY);
  return {
    screen,
    history: () => lines(0),
    send: (keys) => process_.write(keys),
    resize(columns, rows) {
      terminal.resize(columns, rows);
      process_.resize(columns, rows);
    },
    shows: (what) =>
      new Promise((resolve, reject) => {
        const isThere = () => (typeof what === "string" ? screen().includes(what) : what.test(screen()));
        const look = () => {
          if (!isThere()) return;
          settle();
          resolve();
        };
        const settle = () => {
          clearTimeout(deadline);
          watchers.delete(look);
        };
        const deadline = setTimeout(() => {
          settle();
          reject(new Error(`Expected the screen to show ${what}, got:\n${screen()}`));
        }, patience);
        watchers.add(look);
        look();
      }),
    ended,
    pid: process_.pid,
  };
}

/** What a busy machine may take. */
const patience = 40_000;
const { FORCE_COLOR: _, ...withoutForcedColour } = process.env;
const plainTerminal = {
  TERM: "xterm-256color",
  LANG: "C.UTF-8",
  LC_ALL: "C.UTF-8",
  NO_COLOR: "1",
  FORCE_HYPERLINK: "0",
  CI: "",
  PAGER: "",
};

function end(process_: IPty): void {
  try {
    process_.kill("SIGKILL");
  } catch {
    // It has ended already.
  }
}
