import { EnvironmentError, UsageError } from "../errors.ts";
import type { Session } from "../session/session.ts";
import { type Command, exitCodes } from "./command.ts";
import { openInBrowser } from "./open-in-browser.ts";

/** Serves the slides until Ctrl-C. Vite and the decks are loaded only here. */
export const command = {
  options: [
    ["--port <number>", "the port to serve at; without it, the first free one from 8800 on"],
    ["--no-open", "leave the browser alone"],
  ],
  async run(session, [given], { port, open }: { port?: string; open?: boolean }) {
    const { terminal } = session;
    const wanted = readPort(port);
    const { readDecks, serveSlides } = await import("../../../slides/serve.ts");
    // Read in any case: what is wrong in a deck is told here, in words; later on it is Vite's.
    const decks = readDecks();
    const deck = given === undefined ? null : chooseDeck(decks, given);
    const served = await serveSlides(wanted).catch((error) => {
      throw cannotServe(error, wanted);
    });
    const address = `${served.address}${deck === null ? "" : `${deck.slug}.html`}`;
    terminal.print(address);
    terminal.notice("Ctrl-C ends it.");
    if (open && terminal.isInteractive) openInBrowser(address);
    await untilCancelled(session);
    await served.close();
    return exitCodes.done;
  },
} satisfies Command;

function readPort(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const port = Number(given);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new UsageError(`${given} is no port.`, "A port is a number from 1 to 65535, such as 8800.");
}

type Deck = { part: number; title: string; slug: string };

/** By the number of the part, or by a piece of the title that no other has. */
function chooseDeck(decks: Deck[], given: string): Deck {
  const wanted = given.toLowerCase();
  const found = decks.filter(({ part, slug, title }) => {
    return /^\d+$/.test(given) ? part === Number(given) : slug.includes(wanted) || title.toLowerCase().includes(wanted);
  });
  if (found.length === 1) return found[0] as Deck;
  const list = decks.map(({ part, title }) => `${part} (${title})`).join(", ");
  const problem = found.length === 0 ? "There are no slides" : "There is more than one deck";
  throw new UsageError(`${problem} called "${given}".`, `Name a part by its number or title: ${list}.`);
}

function cannotServe(error: unknown, port: number | undefined): unknown {
  if (!/port .*already in use|EADDRINUSE/i.test(String(error))) return error;
  return new EnvironmentError(
    `The slides can't be served at port ${port}: something else is there.`,
    "Give another one, or none: `npx workshop slides` finds a free one.",
    { cause: error },
  );
}

function untilCancelled({ cancelled }: Session): Promise<void> {
  if (cancelled.aborted) return Promise.resolve();
  return new Promise((resolve) => cancelled.addEventListener("abort", () => resolve(), { once: true }));
}
