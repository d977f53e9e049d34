import { allRecoverable } from "#testkit/recovery";
import * as worker from "../src/index.ts";

export * from "../src/index.ts";
export default worker.default;

// Point-in-time recovery, which local workerd lacks, in all of your classes, whatever they are called. It takes its time, so
// the concerts of tasks 1 to 6 go without it.
allRecoverable(worker, ({ id }) => !/^[1-6]-/.test(id.name ?? ""));
