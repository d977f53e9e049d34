import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { freezeDate, HOUR } from "#testkit/time";
import type { Plan } from "../src/reminder.ts";

/**
 * A reminder of that name with a plan that is due in an hour, and its mailbox, under a frozen date. Its alarm is set here,
 * so that the tests of one task don't wait for another.
 */
export async function planned(name: string, { text = "Tea is ready", every = null }: Partial<Plan> = {}) {
  const at = freezeDate() + HOUR;
  const reminder = env.REMINDER.getByName(name);
  const mailbox = env.MAILBOX.getByName(name);
  await reminder.set({ to: name, text, at, every });
  await setAlarm(reminder, at);
  return { reminder, mailbox, at };
}

/** Sets the object's alarm from outside, in place of the object's own code. */
export function setAlarm(stub: DurableObjectStub, ms: number): Promise<void> {
  return runInDurableObject(stub, (_, { storage }) => storage.setAlarm(ms));
}

/** The texts of a mailbox's letters. */
export async function textsIn(mailbox: { letters(): PromiseLike<{ text: string }[]> }): Promise<string[]> {
  return (await mailbox.letters()).map(({ text }) => text);
}
