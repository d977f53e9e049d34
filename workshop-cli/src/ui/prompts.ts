import { createInterface } from "node:readline/promises";
import { Cancelled, UsageError } from "../errors.ts";
import type { Terminal } from "./terminal.ts";
import { wrap } from "./text.ts";

/** Where questions are asked, and what takes them back. */
export type Asking = { terminal: Terminal; cancelled: AbortSignal };

export type Choice<Value> = { value: Value; label: string; hint?: string };

/**
 * Asks for a yes or no; `yes` answers beforehand. Where nobody is there to be asked, a `UsageError` says how to answer.
 * Throws `Cancelled` for Ctrl-C and Escape.
 */
export async function confirm(asking: Asking, question: string, yes: boolean | undefined): Promise<boolean> {
  if (yes) return true;
  const { terminal, cancelled: signal } = asking;
  if (!terminal.isInteractive) {
    throw new UsageError(
      `This asks first, and there is no terminal to ask on: ${question}`,
      "Add --yes to say so beforehand.",
    );
  }
  if (readsLinearly(terminal)) return /^y(es)?$/i.test((await askLine(asking, `${question} [y/N] `)).trim());
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({
    message: fold(terminal, question),
    initialValue: false,
    signal,
    ...streams(terminal),
  });
  if (isCancel(answer)) throw new Cancelled();
  return answer;
}

export type ChooseOptions<Value> = {
  initial?: Value | undefined;
  /** What of a choice is looked through when the learner types; without it nothing can be typed. */
  search?: (value: Value, words: string) => boolean;
};

/** Asks to choose one of several. Throws `Cancelled` for Ctrl-C and Escape. */
export async function choose<Value extends string>(
  asking: Asking,
  question: string,
  choices: Choice<Value>[],
  { initial, search }: ChooseOptions<Value> = {},
): Promise<Value> {
  const { terminal, cancelled: signal } = asking;
  if (readsLinearly(terminal)) return chooseByNumber(asking, question, choices);
  const { select, autocomplete, isCancel } = await import("@clack/prompts");
  const shared = {
    message: question,
    options: choices.map(({ value, label, hint }) => ({ value, label, ...(hint ? { hint } : {}) })),
    maxItems: Math.max(4, Math.min(14, (terminal.output.rows || 24) - 8)),
    signal,
    ...streams(terminal),
    ...(initial ? { initialValue: initial } : {}),
  };
  for (;;) {
    const keys = listenForEscape(terminal);
    const answer = search
      ? await autocomplete<string>({ ...shared, filter: (words, { value }) => search(value as Value, words) })
      : await select<string>({ ...shared, showInstructions: false });
    const wasEscape = keys.end();
    if (isCancel(answer)) throw new Cancelled(wasEscape ? "Escape" : "Ctrl-C");
    // Enter, where nothing is found, chooses nothing.
    if (answer !== undefined) return answer as Value;
  }
}

/** Clack takes Ctrl-C and Escape for the same; answers at the end whether the last key was Escape. */
function listenForEscape({ input }: Terminal): { end(): boolean } {
  let last = "";
  const onData = (chunk: string | Buffer) => {
    last = chunk.toString();
  };
  input.on("data", onData);
  return {
    end() {
      input.off("data", onData);
      return last === "\u001b";
    },
  };
}

/** Clack draws with its own signs and moves the cursor: not for reading line by line, nor for ASCII alone. */
function readsLinearly(terminal: Terminal): boolean {
  return !terminal.canRedraw || !terminal.theme().isUnicode;
}

async function chooseByNumber<Value>(asking: Asking, question: string, choices: Choice<Value>[]): Promise<Value> {
  const { terminal } = asking;
  const lines = choices.map(({ label, hint }, at) => `${at + 1}. ${label}${hint ? ` (${hint})` : ""}`);
  terminal.print([question, ...lines].join("\n"));
  for (;;) {
    const chosen = choices[Number(await askLine(asking, `A number from 1 to ${choices.length}: `)) - 1];
    if (chosen) return chosen.value;
  }
}

async function askLine({ terminal, cancelled: signal }: Asking, question: string): Promise<string> {
  const reader = createInterface({ input: terminal.input, output: terminal.output });
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.on("close", () => reject(new Cancelled()));
      reader.on("SIGINT", () => reject(new Cancelled()));
      reader.question(question, { signal }).then(resolve, () => reject(new Cancelled()));
    });
  } finally {
    reader.close();
  }
}

function streams({ input, output }: Terminal) {
  return { input, output };
}

function fold(terminal: Terminal, text: string): string {
  return wrap(text, terminal.theme().width - 6).join("\n");
}
