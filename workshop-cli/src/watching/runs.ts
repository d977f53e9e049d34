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
  /** How long a run may go on, in milliseconds, once a newer one is waiting; `usual` is what the last one took. */
  grace?: (usual: number | null) => number;
};

/** Makes a queue of one. */
export function openRuns<Result>({ run, isStale, onResult, onError, grace = graceFor }: RunOptions<Result>): Runs {
  let current: { control: AbortController; done: Promise<void> } | null = null;
  let isWanted = false;
  let isStopped = false;
  let usual: number | null = null;
  let patience: NodeJS.Timeout | undefined;

  const begin = () => {
    isWanted = false;
    const control = new AbortController();
    current = { control, done: runOnce(control.signal) };
  };
  const runOnce = async (signal: AbortSignal) => {
    let tell: () => void;
    const began = performance.now();
    try {
      const result = await run(signal);
      usual = performance.now() - began;
      if (isStale(result)) isWanted = true;
      tell = () => onResult(result);
    } catch (error) {
      tell = () => onError(error);
    }
    clearTimeout(patience);
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
      clearTimeout(patience);
      patience = setTimeout(() => current?.control.abort(new Error("A newer state is waiting.")), grace(usual));
    },
    isRunning: () => current !== null,
    async stop() {
      isStopped = true;
      clearTimeout(patience);
      current?.control.abort(new Error("The watch ends."));
      await current?.done;
    },
  };
}

/** To end a run costs a cold start, so only one that takes far longer than usual is taken for endless. */
function graceFor(usual: number | null): number {
  return usual === null ? 10_000 : Math.max(2000, 2 * usual);
}
