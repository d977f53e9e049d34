import { join } from "node:path";
import { inject } from "vitest";
import { type CloudflareAccount, type Deployment, openAccount, readRelease } from "#testkit/deploys";

/** The Workers of one environment, with what came of their deploys. */
export type Stage = { votes: Deployment; board: Deployment };

/** An account in which both Workers have been deployed for both environments. */
export async function openStages(): Promise<{ account: CloudflareAccount; staging: Stage; production: Stage }> {
  const account = openAccount();
  const deploy = async (env: string): Promise<Stage> => ({
    votes: await account.deploy("wrangler.jsonc", { env }),
    board: await account.deploy("workers/board.jsonc", { env }),
  });
  return { account, staging: await deploy("staging"), production: await deploy("production") };
}

/** What the configuration of votes, or that of its next release, says in an environment. */
export function votesIn(env: string, config = "wrangler.jsonc"): ReturnType<typeof readRelease> {
  return readRelease(join(inject("subject"), config), env);
}

/** The name under which a Worker went live. Fails with the reason where it was refused. */
export function nameOf(deployment: Deployment): string {
  if (deployment.state === "live") return deployment.worker;
  const error = new Error(`The release is refused: ${deployment.reason}`);
  // The test's line is of more use than this one.
  Error.captureStackTrace(error, nameOf);
  throw error;
}

/** Votes by HTTP. */
export async function vote(
  account: CloudflareAccount,
  worker: Deployment,
  question: string,
  choice: string,
): Promise<void> {
  await account.fetch(nameOf(worker), `/${question}`, { method: "POST", body: choice });
}

/** What a Worker answers when it is asked by HTTP: its JSON, or its text. */
export async function answer(account: CloudflareAccount, worker: Deployment, question: string): Promise<unknown> {
  const response = await account.fetch(nameOf(worker), `/${question}`);
  return response.ok ? response.json() : response.text();
}
