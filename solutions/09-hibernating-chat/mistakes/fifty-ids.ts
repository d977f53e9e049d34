/**
 * Reads what has one of the last fifty ids, counted back from the room's newest.
 *
 * Costs: ids are counted over all rooms: once a quiet room speaks again, what it said before a busy one is gone from sight.
 * Caught by: 3-remembers "counts fifty of its own, however much is said in another in between"
 * Hint: Two messages of the hall have the ids 1 and 62. Where are the others?
 */
import { DurableObject } from "cloudflare:workers";
import { parseRequest, type Reply, type Said } from "./protocol.ts";

/** Who is at the other end of a socket. */
export type Visitor = {
  name: string;
  room: string;
  /** When the last messages came, in milliseconds since 1970. */
  recent: number[];
};

/** A chat with rooms. It sleeps while nobody says anything, and its sockets stay open. */
export class Chat extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS said (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room TEXT NOT NULL,
        name TEXT NOT NULL,
        text TEXT NOT NULL
      );
      CREATE INDEX IF NOT EXISTS said_by_room ON said (room, id);
    `);
    // The runtime answers this one itself, and the object sleeps on.
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Lets a visitor in. The Worker has checked the names. */
  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const visitor = { name: searchParams.get("name") ?? "", room: searchParams.get("room") ?? "", recent: [] };
    const { 0: client, 1: server } = new WebSocketPair();
    this.#accept(server, visitor.room);
    this.#keep(server, visitor);
    server.send(JSON.stringify({ type: "history", said: this.#history(visitor.room) } satisfies Reply));
    this.#broadcast(visitor.room, { type: "joined", name: visitor.name });
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Called by the runtime for each message, also when the object had to be woken for it. */
  async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const visitor = this.#visitorOf(socket);
    const request = this.#isTooOften(socket, visitor)
      ? { type: "refused" as const, why: "Not so fast." }
      : parseRequest(data);
    switch (request.type) {
      case "say":
        return this.#broadcast(visitor.room, { type: "said", ...this.#remember(visitor, request.text) });
      case "whisper":
        return this.#whisper(visitor, request.to, request.text);
      case "rename":
        this.#keep(socket, { ...this.#visitorOf(socket), name: request.name });
        return this.#broadcast(visitor.room, { type: "renamed", from: visitor.name, name: request.name });
      case "refused":
        socket.send(JSON.stringify(request satisfies Reply));
    }
  }

  /** Called by the runtime when a visitor closes the socket, or is gone. */
  async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    socket.close([1005, 1006, 1015].includes(code) ? 1000 : code, reason);
    const { name, room } = this.#visitorOf(socket);
    this.#broadcast(room, { type: "left", name });
  }

  /** Takes the server's end of a socket over. */
  #accept(socket: WebSocket, room: string): void {
    this.ctx.acceptWebSocket(socket, [room]);
  }

  /** Keeps who is at the other end of a socket. */
  #keep(socket: WebSocket, visitor: Visitor): void {
    socket.serializeAttachment(visitor);
  }

  /** Who is at the other end of a socket. */
  #visitorOf(socket: WebSocket): Visitor {
    return socket.deserializeAttachment() as Visitor;
  }

  /** Sends to everybody in a room. */
  #broadcast(room: string, reply: Reply): void {
    for (const socket of this.ctx.getWebSockets(room)) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(reply));
    }
  }

  /** Sends to those in the visitor's room who have this name now. */
  #whisper({ name, room }: Visitor, to: string, text: string): void {
    const reply: Reply = { type: "whispered", name, text };
    for (const socket of this.ctx.getWebSockets(room)) {
      const isMeant = socket.readyState === WebSocket.OPEN && this.#visitorOf(socket).name === to;
      if (isMeant) socket.send(JSON.stringify(reply));
    }
  }

  /** Keeps what somebody has said in a room. */
  #remember({ name, room }: Visitor, text: string): Said {
    const query = "INSERT INTO said (room, name, text) VALUES (?, ?, ?) RETURNING id, name, text";
    return this.#sql.exec<Said>(query, room, name, text).one();
  }

  /** The last fifty that were said in a room, in the order in which they were said. */
  #history(room: string): Said[] {
    const query = "SELECT COALESCE(MAX(id), 0) AS newest FROM said WHERE room = ?";
    const { newest } = this.#sql.exec<{ newest: number }>(query, room).one();
    const last = "SELECT id, name, text FROM said WHERE room = ? AND id > ? ORDER BY id";
    return this.#sql.exec<Said>(last, room, newest - 50).toArray();
  }

  /** Whether this is the sixth message within ten seconds. */
  #isTooOften(socket: WebSocket, visitor: Visitor): boolean {
    const recent = visitor.recent.filter((at) => at > Date.now() - 10_000);
    if (recent.length >= 5) return true;
    this.#keep(socket, { ...visitor, recent: [...recent, Date.now()] });
    return false;
  }
}
