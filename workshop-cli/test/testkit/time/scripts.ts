import type { Step } from "./worker.ts";

/** What an alarm is told to do, call by call, and what is left when it has ended: the same by the driver and on workerd. */
export type Script = { name: string; calls: Step[][]; ends: { tries: number; alarmStands: boolean; writes: number } };

const hour = 3_600_000;

/** Scripts that have ended after about seven seconds of real time, when the second retry comes. */
export const scripts: Script[] = [
  { name: "returns", calls: [[]], ends: { tries: 1, alarmStands: false, writes: 0 } },
  {
    name: "writes and throws, twice",
    calls: [
      [{ do: "write" }, { do: "throw" }],
      [{ do: "write" }, { do: "throw" }],
    ],
    ends: { tries: 3, alarmStands: false, writes: 2 },
  },
  {
    name: "sets an alarm and throws",
    calls: [[{ do: "set", in: hour }, { do: "throw" }]],
    ends: { tries: 1, alarmStands: true, writes: 0 },
  },
  {
    name: "deletes its alarm and throws",
    calls: [[{ do: "delete" }, { do: "throw" }]],
    ends: { tries: 1, alarmStands: false, writes: 0 },
  },
  {
    name: "sets an alarm, deletes it and throws",
    calls: [[{ do: "set", in: hour }, { do: "delete" }, { do: "throw" }]],
    ends: { tries: 1, alarmStands: false, writes: 0 },
  },
  {
    name: "deletes its alarm in a transaction and throws",
    calls: [[{ do: "delete in transaction" }, { do: "throw" }]],
    ends: { tries: 1, alarmStands: false, writes: 0 },
  },
  {
    name: "deletes its alarm in a transaction that is rolled back, and throws",
    calls: [[{ do: "delete in transaction, rolled back" }, { do: "throw" }]],
    ends: { tries: 2, alarmStands: false, writes: 0 },
  },
  {
    name: "deletes everything and throws",
    calls: [[{ do: "write" }, { do: "deleteAll" }, { do: "throw" }]],
    ends: { tries: 1, alarmStands: false, writes: 0 },
  },
];

/** What the handler must have seen: so many tries, each with its own argument and no alarm of its own. */
export function triesOf(script: Script) {
  return Array.from({ length: script.ends.tries }, (_, retryCount) => ({
    retryCount,
    isRetry: retryCount > 0,
    early: false,
    duringAlarm: null,
  }));
}
