/** `npm run slides:build`: writes `slides/dist/`, for any file server, without a network. */
import { build } from "vite";
import { viteConfig } from "./build/vite.ts";

try {
  await build({ ...viteConfig(), logLevel: "silent" });
  console.log("Written: slides/dist/. Any file server can serve that folder as it is.");
} catch (error) {
  // Vite wraps what its plugins throw, with a stack that says nothing to a deck's author.
  const message = (error as Error).message;
  console.error(/DeckProblem: (.+)/.exec(message)?.[1] ?? message);
  process.exitCode = 1;
}
