import { type Check, one, runTool } from "./check.ts";

/** Style and formatting of everything but what is generated. */
export const lint: Check = {
  name: "lint",
  async run() {
    const { code, printed } = await runTool("@biomejs/biome/bin/biome", ["ci", "--colors=off"]);
    if (code !== 0) console.log(printed);
    return one(code === 0);
  },
};
