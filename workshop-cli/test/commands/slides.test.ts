import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommandLine } from "../../src/cli.ts";
import { WorkshopError } from "../../src/errors.ts";
import type { Session } from "../../src/session/session.ts";
import { workshop } from "./session.ts";

const root = join(import.meta.dirname, "../../..");

describe("workshop slides", () => {
  it("prints where it serves, and ends when it is cancelled", async () => {
    const cancel = new AbortController();
    const { printed, ended } = serve(["slides", "1"], cancel.signal);
    const address = await printed;
    const response = await fetch(address);
    expect(address).toMatch(/^http:\/\/localhost:\d+\/objects-and-storage\.html$/);
    expect(await response.text()).toContain("Objects and storage");
    cancel.abort();
    expect(await ended).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });

  it.each([
    ["99", 'There are no slides called "99".'],
    ["o", 'There is more than one deck called "o".'],
    ["knitting", 'There are no slides called "knitting".'],
  ])("knows what to say to %s", async (part, says) => {
    const { code, refused } = await workshop(root, "slides", part);
    expect(code).toBe(2);
    expect(refused).toContain(says);
    expect(refused).toContain("1 (Objects and storage)");
  });

  it("refuses what is no port", async () => {
    const { code, refused } = await workshop(root, "slides", "--port", "http");
    expect(code).toBe(2);
    expect(refused).toContain("http is no port.");
  });

  it("says that a port is taken, and takes the next one where none was asked for", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "localhost", resolve));
    const { port } = other.address() as { port: number };
    const { code, refused } = await workshop(root, "slides", "--port", String(port));
    expect(code).toBe(3);
    expect(refused).toContain(`can't be served at port ${port}: something else is there.`);
    other.close();

    const cancel = new AbortController();
    const first = serve(["slides"], cancel.signal);
    const firstAddress = await first.printed;
    const second = serve(["slides"], cancel.signal);
    expect(await second.printed).not.toBe(firstAddress);
    cancel.abort();
    await Promise.all([first.ended, second.ended]);
  });
});

/** Runs the command until it is cancelled; answers what it printed first. */
function serve(typed: string[], cancelled: AbortSignal): { printed: Promise<string>; ended: Promise<number> } {
  let print = (_: string) => {};
  const printed = new Promise<string>((resolve) => {
    print = resolve;
  });
  const theme = () => ({ width: 80 });
  const terminal = { theme, print, notice: () => {}, isInteractive: false };
  const ended = runCommandLine({ terminal, cancelled } as unknown as Session, typed).catch((error) => {
    if (error instanceof WorkshopError) print(error.message);
    throw error;
  });
  return { printed, ended };
}
