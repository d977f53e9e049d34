import { createServer } from "vite";
import { loadCourse } from "../workshop-cli/src/course/load.ts";
import { CourseError } from "../workshop-cli/src/errors.ts";
import { type Deck, loadDecks } from "./build/deck.ts";
import { DeckProblem } from "./build/problem.ts";
import { decksFolder, root, viteConfig } from "./build/vite.ts";

/** The slides on this machine, as long as it isn't closed. */
export type Served = { address: string; close(): Promise<void> };

/** The decks that there are, in the order of their parts. Throws a `CourseError` where one can't be read. */
export function readDecks(): Deck[] {
  try {
    return loadDecks(decksFolder, loadCourse(root));
  } catch (error) {
    throw error instanceof DeckProblem ? new CourseError(error.what, error.remedy, { cause: error }) : error;
  }
}

/** Serves the slides. Where no port is wanted, it takes the first free one from 8800 on. Throws where the wanted one is taken. */
export async function serveSlides(port?: number): Promise<Served> {
  const server = await createServer({
    ...viteConfig(),
    server: { host: "localhost", port: port ?? 8800, strictPort: port !== undefined },
  });
  try {
    await server.listen();
  } catch (error) {
    await server.close();
    throw error;
  }
  return { address: server.resolvedUrls?.local[0] ?? "", close: () => server.close() };
}
