/** Runs one thing at a time, and again whenever that is asked for. */
export type Runs = {
  /** Asks for a run. While another is under way it waits, and only the newest state gets an answer. */
  request(): void;
  isRunning(): boolean;
  /** Ends what is under way. */
  stop(): Promise<void>;
};

export type RunOptions<Result> = {
  run(signal: AbortSignal): Promise<Result>;
  /** True for a result that isn't about the newest state, although nobody asked again. */
  isStale(result: Result): boolean;
  onResult(result: Result): void;
  onError(error: unknown): void;
  /** How long a run may go on, in milliseconds, once a newer one is waiting. */
  graceMs?: number;
};

/** Makes a queue of one. */
export function openRuns<Result>({ run, isStale, onResult, onError, graceMs = 2000 }: RunOptions<Result>): Runs {
  let current: { control: AbortController; done: Promise<void> } | null = null;
  let isWanted = false;
  let isStopped = false;
  let grace: NodeJS.Timeout | undefined;

  const begin = () => {
    isWanted = false;
    const control = new AbortController();
    current = { control, done: runOnce(control.signal) };
  };
  const runOnce = async (signal: AbortSignal) => {
    let tell: () => void;
    try {
      const result = await run(signal);
      if (isStale(result)) isWanted = true;
      tell = () => onResult(result);
    } catch (error) {
      tell = () => onError(error);
    }
    clearTimeout(grace);
    current = null;
    if (isStopped) return;
    if (isWanted) begin();
    else tell();
  };

  return {
    request() {
      if (isStopped) return;
      if (current === null) return begin();
      isWanted = true;
      clearTimeout(grace);
      grace = setTimeout(() => current?.control.abort(new Error("A newer state is waiting.")), graceMs);
    },
    isRunning: () => current !== null,
    async stop() {
      isStopped = true;
      clearTimeout(grace);
      current?.control.abort(new Error("The watch ends."));
      await current?.done;
    },
  };
}
