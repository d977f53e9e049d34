import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { open, type TestSocket, upgrade } from "#testkit/sockets";
import { until } from "#testkit/until";
import type { Choice, Standing } from "../src/protocol.ts";

/** A poll of that name, how to enter it, and what those who are in it see. */
export function pollOf(name: string) {
  // A stub is of no use any more once its object was aborted.
  const poll = () => env.POLL.getByName(name);
  const call = () => runInDurableObject(poll(), () => {});
  const ask = (voter: string) => poll().fetch(`https://poll.example/polls/${name}?voter=${voter}`, upgrade);
  return {
    poll,
    /** Somebody opens the poll. */
    enter: (voter: string): Promise<TestSocket> => open(ask(voter), { call }),
    /** Stores a vote as the poll itself does, so that it is among those with which the next instance begins. */
    store: (voter: string, choice: Choice): Promise<void> =>
      runInDurableObject(poll(), (_, { storage }) => storage.kv.put(voter, choice)),
    /** Somebody opens the poll and shuts the laptop: not even a close will be answered. */
    async enterAndSleep(voter: string): Promise<void> {
      (await ask(voter)).webSocket?.accept({ allowHalfOpen: true });
    },
    /** How the poll stands by what a voter was sent last, once that holds; where it never does, in the end. */
    async seenBy(voter: TestSocket, holds: (standing: Partial<Standing>) => boolean): Promise<Partial<Standing>> {
      const look = async () => {
        await call();
        return (voter.last("standing") ?? {}) as Partial<Standing>;
      };
      return until(look, holds);
    },
  };
}

/** A vote, as voters send it. */
export const voteFor = (choice: string) => ({ type: "vote", choice });
