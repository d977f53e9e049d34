/** Does the stretch: an edit that was made on an older version is moved over those that came since, and then taken. */
import { DurableObject } from "cloudflare:workers";
import { type Edit, textAfter } from "./edit.ts";
import { moved } from "./moved.ts";
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
      );
      CREATE TABLE IF NOT EXISTS edits (
        version INTEGER PRIMARY KEY,
        place INTEGER NOT NULL,
        removed INTEGER NOT NULL,
        inserted TEXT NOT NULL
      );
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
    const { version } = this.#now;
    const edits = this.#current(request);
    const answer: Reply = edits === null ? { type: "stale", ...this.#now } : this.#take(edits);
    const wasMerged = answer.type === "accepted" && request.version < version;
    this.#send(socket, wasMerged ? { ...answer, text: this.#now.text } : answer);
    if (edits === null || answer.type !== "accepted") return;
    for (const [index, edit] of edits.entries()) this.#tell(socket, edit, version + index + 1);
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

  /** Saves the document as it is after some edits, and the last thousand edits, for those who haven't seen them. */
  #save({ version, text }: Snapshot, edits: Edit[]): void {
    this.ctx.storage.transactionSync(() => {
      this.#sql.exec("INSERT OR REPLACE INTO document (id, version, text) VALUES (1, ?, ?)", version, text);
      for (const [index, { at, remove, insert }] of edits.entries()) {
        const made = version - edits.length + index + 1;
        this.#sql.exec("INSERT INTO edits VALUES (?, ?, ?, ?)", made, at, remove, insert);
      }
      this.#sql.exec("DELETE FROM edits WHERE version <= ?", version - 1_000);
    });
  }

  /** What a request comes to in the text as it is now; `null` where it is stale. */
  #current({ type, version, at, remove, insert }: EditRequest): Edit[] | null {
    let edits: Edit[] = [{ at, remove, insert }];
    if (version === this.#now.version) return edits;
    const missed = this.#since(version);
    if (type === "edit" || missed.length !== this.#now.version - version) return null;
    for (const other of missed) edits = edits.flatMap((edit) => moved(edit, other));
    // The last one first: what is changed there moves none of the others.
    return edits.reverse().filter((edit) => edit.remove > 0 || edit.insert !== "");
  }

  /** The edits that made the later versions, as far as they are kept. */
  #since(version: number): Edit[] {
    const columns = 'place AS at, removed AS "remove", inserted AS "insert"';
    return this.#sql.exec<Edit>(`SELECT ${columns} FROM edits WHERE version > ? ORDER BY version`, version).toArray();
  }

  /** Carries edits out, one after the other, or none of them, and says what the writer is answered. */
  #take(edits: Edit[]): Reply {
    let { version, text } = this.#now;
    for (const edit of edits) {
      const after = textAfter(text, edit);
      if (typeof after !== "string") return after;
      [version, text] = [version + 1, after];
    }
    this.#keep({ version, text }, edits);
    return { type: "accepted", version };
  }

  /** Makes this the document as it is now. Storage comes first: if that throws, nothing has changed. */
  #keep(next: Snapshot, edits: Edit[]): void {
    this.#save(next, edits);
    this.#now = next;
  }

  /** Tells of an edit that was taken, and made this version. */
  #tell(writer: WebSocket, { at, remove, insert }: Edit, version: number): void {
    const edited: Reply = { type: "edited", version, by: writer.deserializeAttachment(), at, remove, insert };
    for (const socket of this.ctx.getWebSockets()) if (socket !== writer) this.#send(socket, edited);
  }

  /** Sends to one writer. A socket that is just closing can't be sent to. */
  #send(socket: WebSocket, reply: Reply): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(reply));
  }
}
