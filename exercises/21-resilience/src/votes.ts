import type { Ballot } from "./ballot.ts";

/** Whoever votes is kept waiting no longer than this, in milliseconds. */
const PATIENCE = 10_000;

/** The longest wait before the second call, in milliseconds. It doubles from call to call. */
const FIRST_WAIT = 100;

/** What no wait is longer than, in milliseconds. */
const LONGEST_WAIT = 2_000;

/** For the stretch: how long a call may take to be answered, in milliseconds. */
const LONGEST_CALL = 3_000;

/** A vote as it was sent. `key` is the same each time that the viewer sends the same vote, or `null` if she sends none. */
export type Vote = { viewer: string; song: number; key: string | null };

/** Counts a vote once. Answers its number, or what the viewer has to know. */
export async function castVote(env: Env, show: string, { viewer, song, key }: Vote): Promise<Response> {
  try {
    // TODO 3: Let a vote have one key, however often it is called or sent, and no other vote the same.
    const number = await insist(env, show, (ballot) => ballot.vote(crypto.randomUUID(), song));
    return Response.json({ number });
  } catch (error) {
    return tell(error);
  }
}

/** Answers how many votes each song has. */
export async function showResults(env: Env, show: string): Promise<Response> {
  try {
    return Response.json(await insist(env, show, (ballot) => ballot.results()));
  } catch (error) {
    return tell(error);
  }
}

/** Calls the ballot of a show, and calls it again as long as that may help. Throws what the last call has thrown. */
async function insist<T>(env: Env, show: string, call: (ballot: DurableObjectStub<Ballot>) => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  // TODO 1: Call on a stub that works.
  const ballot = env.BALLOT.getByName(show);
  for (let failures = 1; ; failures++) {
    try {
      return await call(ballot);
    } catch (error) {
      if (!mayHelp(error) || !(await waitForNext(failures, startedAt))) throw error;
    }
  }
}

/** Whether a call that ended so may end well when it is made again. */
function mayHelp(error: unknown): boolean {
  // TODO 1: Go by what the error says of itself.
  return true;
}

/** Waits before the next call, after so many that failed. Answers `false`, and doesn't wait, where it would come too late. */
async function waitForNext(failures: number, startedAt: number): Promise<boolean> {
  // TODO 2: Wait longer from call to call, nobody as long as the others, and nobody for ever.
  return failures < 3;
}

/** What a viewer is told when it didn't work. */
function tell(error: unknown): Response {
  // TODO 4: Say whose turn it is: hers to change something, hers to come again later, or ours.
  return new Response("Something went wrong", { status: 500 });
}
