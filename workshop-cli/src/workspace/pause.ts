/** Does nothing for some milliseconds, and lets nothing else run: for waits inside synchronous work. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
