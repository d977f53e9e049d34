import { recoverable } from "#testkit/recovery";
import * as worker from "../src/index.ts";

export * from "../src/index.ts";
export default worker.default;

/** The same class, with point-in-time recovery in it, which local workerd lacks. */
export const Notebook = recoverable(worker.Notebook);
