/**
 * Written with the asynchronous key-value API, and without a copy in memory. Between its awaits nobody is let in, for they
 * wait for storage only: that is what input gates are for.
 */
import { DurableObject } from "cloudflare:workers";
import { textAfter } from "./edit.ts";
import { type EditRequest, parseRequest, type Reply, type Snapshot } from "./protocol.ts";

/** A text that many write at the same time. It sleeps while nobody writes, and its sockets stay open. */
export class SharedDocument extends DurableObject<Env> {
  /** Lets a writer in, and shows the document. The Worker has checked the name. */
  async fetch(request: Request): Promise<Response> {
    const now = await this.#load();
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(new URL(request.url).searchParams.get("name"));
    this.#send(server, { type: "document", ...now });
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Called by the runtime for each message, also when the object had to be woken for it. */
  async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const request = parseRequest(data);
    if (request.type === "refused") return this.#send(socket, request);
    const answer = await this.#take(request);
    this.#send(socket, answer);
    if (answer.type === "accepted") this.#tell(socket, request, answer.version);
  }

  /** Called by the runtime when a writer closes the socket, or is gone. */
  async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    socket.close([1005, 1006, 1015].includes(code) ? 1000 : code, reason);
  }

  /** The document as it is now. */
  async #load(): Promise<Snapshot> {
    return (await this.ctx.storage.get<Snapshot>("document")) ?? { version: 0, text: "" };
  }

  /** Carries an edit out, if it was made on the document as it is now, and says what the writer is answered. */
  async #take({ version, ...edit }: EditRequest): Promise<Reply> {
    const now = await this.#load();
    if (version !== now.version) return { type: "stale", ...now };
    const text = textAfter(now.text, edit);
    if (typeof text !== "string") return text;
    await this.ctx.storage.put("document", { version: version + 1, text } satisfies Snapshot);
    return { type: "accepted", version: version + 1 };
  }

  /** Tells of an edit that was taken, and made this version. */
  #tell(writer: WebSocket, { at, remove, insert, ...request }: EditRequest, version: number): void {
    const edited: Reply = { type: "edited", version, by: writer.deserializeAttachment(), at, remove, insert };
    for (const socket of this.ctx.getWebSockets()) if (socket !== writer) this.#send(socket, edited);
  }

  /** Sends to one writer. A socket that is just closing can't be sent to. */
  #send(socket: WebSocket, reply: Reply): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(reply));
  }
}
