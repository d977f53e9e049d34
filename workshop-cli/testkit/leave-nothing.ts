/** Runs after each file of tests where workerd is kept for other code: ends all objects, with their alarms and timers. */
import { reset } from "cloudflare:test";
import { afterAll } from "vitest";

afterAll(() => reset());
