/**
 * Keeps what was done, not what came of it: a row for each edit, and who made it. The text is what all of them make, one
 * after the other, when the object starts. Small rows, a history for nothing, and a start that takes longer the older the
 * document is: in earnest, keep the text as well, of every thousandth version.
 */
import { DurableObject } from "cloudflare:workers";
import { type Edit, textAfter } from "./edit.ts";
import { type EditRequest, parseRequest, type Reply, type Snapshot } from "./protocol.ts";

/** A text that many write at the same time. It sleeps while nobody writes, and its sockets stay open. */
export class SharedDocument extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;
  /** The document as it is now. */
  #now: Snapshot;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS edits (
        version INTEGER PRIMARY KEY,
        place INTEGER NOT NULL,
        removed INTEGER NOT NULL,
        inserted TEXT NOT NULL
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
    const edits = this.#sql.exec<{ version: number } & Edit>(
      'SELECT version, place AS at, removed AS "remove", inserted AS "insert" FROM edits ORDER BY version',
    );
    let now: Snapshot = { version: 0, text: "" };
    for (const { version, ...edit } of edits) now = { version, text: textAfter(now.text, edit) as string };
    return now;
  }

  /** Saves an edit, and the version that it makes. */
  #save(version: number, { at, remove, insert }: Edit): void {
    this.#sql.exec("INSERT INTO edits VALUES (?, ?, ?, ?)", version, at, remove, insert);
  }

  /** Carries an edit out, if it was made on the document as it is now, and says what the writer is answered. */
  #take({ version, ...edit }: EditRequest): Reply {
    if (version !== this.#now.version) return { type: "stale", ...this.#now };
    const text = textAfter(this.#now.text, edit);
    if (typeof text !== "string") return text;
    this.#keep({ version: version + 1, text }, edit);
    return { type: "accepted", version: version + 1 };
  }

  /** Makes this the document as it is now. Storage comes first: if that throws, nothing has changed. */
  #keep(next: Snapshot, edit: Edit): void {
    this.#save(next.version, edit);
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
