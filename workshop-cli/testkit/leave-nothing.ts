/** Runs after each file of tests where workerd is kept for other code: ends all objects, with their alarms and timers. */
import { afterAll } from "vitest";
import { wipe } from "./wipe.ts";

afterAll(() => wipe());
