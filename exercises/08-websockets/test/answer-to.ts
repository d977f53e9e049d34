import type { Received, TestSocket } from "#testkit/sockets";

/** Sends a message, and answers what comes of it: the next of this type. Where that doesn't come, says what was sent. */
export async function answerTo(voter: TestSocket, message: unknown, type: string): Promise<Received> {
  voter.send(message);
  try {
    return await voter.next(type);
  } catch (error) {
    throw new Error(`${(error as Error).message} What was sent: ${shown(message)}`);
  }
}

function shown(message: unknown): string {
  if (message instanceof Uint8Array) return `${message.length} bytes, which spell ${new TextDecoder().decode(message)}`;
  return typeof message === "string" && message !== "" ? message : JSON.stringify(message);
}
