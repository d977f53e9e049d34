import { resolve } from "node:path";
import { launch } from "./launch.mjs";
import { root } from "./places.mjs";

// `node workshop-cli/bin/run.mjs FILE …` runs one of our TypeScript files as `npm start` runs the workshop.
const [file = "", ...args] = process.argv.slice(2);
await launch(resolve(root, file), args);
