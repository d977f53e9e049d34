/**
 * How many times longer than on an idle machine a run may take: as many as programs wait for each processor, four at most.
 * An endless loop is ended all the same, only later. `waiting` is the load of the last minute; on Windows it is 0.
 */
export function patienceFor(waiting: number, processors: number): number {
  return Math.min(4, Math.max(1, Math.ceil(waiting / processors)));
}
