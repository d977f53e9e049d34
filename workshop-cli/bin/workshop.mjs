#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { launch } from "./launch.mjs";

// `npm start` and `npx workshop …` begin here, on whatever Node there is: this folder is plain JavaScript without dependencies.
await launch(fileURLToPath(new URL("../src/main.ts", import.meta.url)), process.argv.slice(2));
