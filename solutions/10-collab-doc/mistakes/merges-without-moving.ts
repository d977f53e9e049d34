/**
 * Carries out whatever may be merged, at the place where it says.
 *
 * Costs: that place was counted on another text. What others have written meanwhile is torn apart, and nobody is told.
 * Caught by: 2-counts-on-its-version "puts nothing in the wrong place, where it may be merged"
 * Hint: What has to happen with an edit's place, before it can be carried out on another text than its writer's?
 */
import { DurableObject } from "cloudflare:workers";
import { textAfter } from "./edit.ts";
import { type EditRequest, parseRequest, type Reply, type Snapshot } from "./protocol.ts";

/** A text that many write at the same time. It sleeps while nobody writes, and its sockets stay open. */
export class SharedDocument extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;
  /** The document as it is now. */
  #now: Snapshot;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS document (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        version INTEGER NOT NULL,
        text TEXT NOT NULL
      )
    `);
    this.#now = this.#load();
  }

  /** Lets a writer in, and shows the document. The Worker has checked the name. */
  async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(new URL(request.url).searchParams.get("name"));
    this.#send(server, { type: "document", ...this.#now });
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Called by the runtime for each message, also when the object had to be woken for it. */
  async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const request = parseRequest(data);
    if (request.type === "refused") return this.#send(socket, request);
    const answer = this.#take(request);
    this.#send(socket, answer);
    if (answer.type === "accepted") this.#tell(socket, request, answer.version);
  }

  /** Called by the runtime when a writer closes the socket, or is gone. */
  async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    socket.close([1005, 1006, 1015].includes(code) ? 1000 : code, reason);
  }

  /** What was saved last. */
  #load(): Snapshot {
    const [saved] = this.#sql.exec<Snapshot>("SELECT version, text FROM document").toArray();
    return saved ?? { version: 0, text: "" };
  }

  /** Saves the document as it is after an edit. */
  #save({ version, text }: Snapshot): void {
    // One statement for both: a text with another text's version is worse than none.
    this.#sql.exec("INSERT OR REPLACE INTO document (id, version, text) VALUES (1, ?, ?)", version, text);
  }

  /** Carries an edit out, if it was made on the document as it is now, and says what the writer is answered. */
  #take({ version, ...edit }: EditRequest): Reply {
    if (edit.type === "edit" && version !== this.#now.version) return { type: "stale", ...this.#now };
    const text = textAfter(this.#now.text, edit);
    if (typeof text !== "string") return text;
    this.#keep({ version: this.#now.version + 1, text });
    return { type: "accepted", version: this.#now.version };
  }

  /** Makes this the document as it is now. Storage comes first: if that throws, nothing has changed. */
  #keep(next: Snapshot): void {
    this.#save(next);
    this.#now = next;
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
