import { env } from "cloudflare:workers";
import { fireAlarm } from "#testkit/alarms";
import { freezeDate, moveDate, readable } from "#testkit/time";
import type { Plan } from "../src/scheduler.ts";
import { event } from "./event.ts";

/** The scheduler and the device of that name under a frozen date, and how to plan: a command is its event's id as well. */
export function house(name: string) {
  const now = freezeDate();
  const scheduler = env.SCHEDULER.getByName(name);
  const device = env.DEVICE.getByName(name);
  const plan = (command: string, at: number, more: Partial<Plan> = {}) =>
    scheduler.plan(event(name, command, at, more));
  return { scheduler, device, plan, now };
}

/** Lets `ms` milliseconds go by and an alarm go off, whether or not one was set, so that a task doesn't wait for another. */
export async function tick(scheduler: DurableObjectStub, ms = 0): Promise<void> {
  await fireAlarm(scheduler, { scheduledTime: moveDate(ms) });
}

type Device = { hold(): PromiseLike<void>; asked(): PromiseLike<void>; release(): PromiseLike<void> };

/** Does `work` while the device keeps the tick waiting for its answer, then lets both come to their end. */
export async function whileItRuns(device: Device, tick: () => Promise<unknown>, work: () => Promise<unknown>) {
  await device.hold();
  const ticking = tick();
  await Promise.race([device.asked(), ticking]);
  await work();
  await device.release();
  await ticking;
}

type Scheduler = { events(): PromiseLike<Plan[]> };

/** When an event is to happen next, to be read and compared; `null` where it isn't planned. */
export async function timeOf(scheduler: Scheduler, id: string): Promise<string | null> {
  return readable((await scheduler.events()).find((planned) => planned.id === id)?.at);
}
