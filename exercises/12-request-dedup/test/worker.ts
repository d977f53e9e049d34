import * as worker from "../src/index.ts";

export * from "../src/index.ts";
export default worker.default;

// The same name as the Worker's own renderer, which it takes the place of.
export { Renderer } from "./renderer.ts";
