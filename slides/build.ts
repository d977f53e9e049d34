/** `npm run slides:build`: writes `slides/dist/`, for any file server, without a network. */
import { build } from "vite";
import { DeckProblem } from "./build/problem.ts";
import { viteConfig } from "./build/vite.ts";

try {
  await build(viteConfig());
  console.log("Written: slides/dist/. Serve that folder as it is, or open it with `npx vite preview slides`.");
} catch (error) {
  const problem = [error, (error as Error).cause].find((each) => each instanceof DeckProblem);
  const message = (error as Error).message;
  console.error(problem ? (problem as Error).message : message);
  process.exitCode = 1;
}
