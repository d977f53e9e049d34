import { execFile } from "node:child_process";
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EnvironmentError } from "../../src/errors.ts";
import { newEvent, type WorkshopEvent } from "../../src/progress/events.ts";
import { appendEvent, appendEvents, readEvents } from "../../src/progress/log.ts";
import { openState, type State } from "../../src/state.ts";
import { folderWith } from "../throwaway.ts";
import { anEvent } from "./any-event.ts";

const started = (exercise = "counter") => newEvent(exercise, { type: "started" });

describe("the event log", () => {
  it("is empty before anything happened, and reading makes nothing", () => {
    const state = emptyState();
    expect(readEvents(state)).toEqual({ events: [], notices: [] });
    expect(readdirSync(state.root)).toEqual([]);
  });

  it("gives back what was appended, in that order", () => {
    const state = emptyState();
    const events = [started(), newEvent("counter", { type: "hinted", task: 1, rung: 2 }), started("gätes ✓")];
    for (const event of events) appendEvent(state, event);
    expect(readEvents(state)).toEqual({ events, notices: [] });
    expect(readFileSync(state.events, "utf8").split("\n")).toHaveLength(4);
  });

  it("cut at any byte loses no earlier event, says nothing, and goes on", () => {
    fc.assert(
      fc.property(fc.array(anEvent, { minLength: 1, maxLength: 5 }), fc.nat(), anEvent, (events, cut, next) => {
        const state = emptyState();
        appendEvents(state, events);
        const bytes = readFileSync(state.events);
        const length = cut % (bytes.length + 1);
        writeFileSync(state.events, bytes.subarray(0, length));
        const whole = wholeEvents(events, length);
        expect(readEvents(state)).toEqual({ events: whole, notices: [] });
        appendEvent(state, next);
        expect(readEvents(state).events).toEqual([...whole, next]);
      }),
      { numRuns: 100 },
    );
  });

  it("survives any mixture of appending, tearing and rubbish", () => {
    const rubbish = fc.constantFrom(
      "\0\0\0",
      "not json",
      '{"v":1',
      "\n\n",
      "null",
      '{"v":1,"id":"x","type":"graded"}',
      "é\n",
    );
    const step = fc.oneof(
      anEvent.map((event) => ({ event })),
      rubbish.map((text) => ({ text })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), anEvent, (steps, first) => {
        const state = emptyState();
        appendEvent(state, first);
        const expected = [first];
        for (const step of steps) {
          if ("event" in step) {
            appendEvent(state, step.event);
            expected.push(step.event);
          } else appendFileSync(state.events, `\n${step.text}`);
        }
        expect(readEvents(state).events).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it("takes events from several processes at once", async () => {
    const state = emptyState();
    const log = new URL("../../src/progress/", import.meta.url).href;
    const script = `
      import { newEvent } from ${JSON.stringify(`${log}events.ts`)};
      import { appendEvent } from ${JSON.stringify(`${log}log.ts`)};
      import { openState } from ${JSON.stringify(new URL("../state.ts", log).href)};
      const state = openState(process.argv[1]);
      for (let n = 0; n < 100; n++) appendEvent(state, newEvent("e" + n, { type: "started" }));`;
    const run = () => promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, state.root]);
    await Promise.all([run(), run(), run()]);
    const { events, notices } = readEvents(state);
    expect(notices).toEqual([]);
    expect(events).toHaveLength(300);
    expect(new Set(events.map(({ id }) => id)).size).toBe(300);
  });

  it("names unreadable lines in the middle and counts the rest", () => {
    const state = emptyState();
    const [a, b] = [started(), started()];
    writeLog(state, `${JSON.stringify(a)}\nrubbish\n{"v":1,"id":"1","garbled}\n${JSON.stringify(b)}\n`);
    const { events, notices } = readEvents(state);
    expect(events).toEqual([a, b]);
    expect(notices).toEqual([expect.stringMatching(/^Lines 2, 3 of \.workshop.events\.ndjson can't be read/)]);
  });

  it("tells of events that a newer workshop wrote", () => {
    const state = emptyState();
    writeLog(state, `${JSON.stringify({ ...started(), v: 2 })}\n${JSON.stringify({ ...started(), type: "danced" })}\n`);
    expect(readEvents(state)).toEqual({
      events: [],
      notices: [expect.stringMatching(/^2 of the events .* newer workshop/)],
    });
    expect(readdirSync(state.folder)).toEqual(["events.ndjson"]);
  });

  it.each([
    ["text", "Dear diary,\nnothing of this is JSON.\n"],
    ["one line without end", "x"],
    ["an array", "[]\n"],
    ["UTF-16", Buffer.from(`\uFEFF${JSON.stringify(started())}\n`, "utf16le")],
  ])("that is wholly unreadable (%s) is set aside, whole, and told once", (_, written) => {
    const state = emptyState();
    writeLog(state, written);
    expect(readEvents(state)).toEqual({ events: [], notices: [expect.stringMatching(/^Nothing in .*could be read/)] });
    const [aside = ""] = readdirSync(state.folder);
    expect(aside).toMatch(/^events-unreadable-.*\.ndjson$/);
    expect(readFileSync(join(state.folder, aside))).toEqual(Buffer.from(written));
    expect(readEvents(state)).toEqual({ events: [], notices: [] });
    const event = started();
    appendEvent(state, event);
    expect(readEvents(state)).toEqual({ events: [event], notices: [] });
  });

  it("is read over a byte order mark, blank lines, zeros and Windows line ends", () => {
    const state = emptyState();
    const [a, b] = [started(), started()];
    writeLog(state, `\uFEFF${JSON.stringify(a)}\r\n\r\n${JSON.stringify(b)}\r\n\0\0\0\0`);
    expect(readEvents(state)).toEqual({ events: [a, b], notices: [] });
  });
});

describe("a log that can't be written", () => {
  it.skipIf(process.platform !== "linux")("for want of space is an error of the environment", () => {
    const state = { ...emptyState(), events: "/dev/full" };
    expect(() => appendEvent(state, started())).toThrow(EnvironmentError);
    expect(() => appendEvent(state, started())).toThrow(/Couldn't save your progress in .*disk is full/);
  });

  it.skipIf(process.getuid?.() === 0)("for want of rights is an error of the environment", () => {
    const state = emptyState();
    chmodSync(state.root, 0o500);
    expect(() => appendEvent(state, started())).toThrow(/isn't allowed/);
    chmodSync(state.root, 0o700);
  });

  it("because something else stands there is an error of the environment", () => {
    const file = openState(folderWith({ ".workshop": "a file" }));
    expect(() => appendEvent(file, started())).toThrow(/a file stands where a folder should be/);
    expect(() => readEvents(file)).toThrow(EnvironmentError);
    const folder = emptyState();
    mkdirSync(folder.events, { recursive: true });
    expect(() => appendEvent(folder, started())).toThrow(/a folder stands where a file should be/);
    expect(() => readEvents(folder)).toThrow(/a folder stands where a file should be/);
  });
});

function emptyState(): State {
  return openState(folderWith());
}

function writeLog(state: State, written: string | Buffer): void {
  mkdirSync(state.folder, { recursive: true });
  writeFileSync(state.events, written);
}

function wholeEvents(events: WorkshopEvent[], length: number): WorkshopEvent[] {
  let end = 0;
  return events.filter((event) => {
    const bytes = Buffer.byteLength(JSON.stringify(event));
    end += bytes + 1;
    return end - 1 <= length;
  });
}
