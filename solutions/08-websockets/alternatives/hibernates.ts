/** The next exercise in advance: the runtime holds the sockets, and the object may sleep. From outside it is the same poll. */
import { DurableObject } from "cloudflare:workers";
import { CHOICES, type Choice, type Reply, type Standing } from "./protocol.ts";

/** A poll that its voters watch live. */
export class Poll extends DurableObject<Env> {
  /** Who voted for what. The storage has the same, and lasts longer. */
  #votes = new Map(this.ctx.storage.kv.list<Choice>());

  /** Lets a voter in, whose name the Worker has checked. */
  async fetch(request: Request): Promise<Response> {
    const voter = new URL(request.url).searchParams.get("voter") ?? "";
    if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket")
      return new Response("Expected a WebSocket", { status: 426, headers: { Upgrade: "websocket" } });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    this.#attend(server, voter);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Welcomes a voter at an accepted socket, and tells the others. A voter's older tab is closed. */
  #attend(socket: WebSocket, voter: string): void {
    for (const older of this.#open()) if (nameOf(older) === voter) older.close(4001, "Opened in another tab");
    socket.serializeAttachment(voter);
    tell(socket, { ...this.#standing(), type: "welcome", mine: this.#votes.get(voter) ?? null });
    this.#broadcast(this.#standing());
  }

  /** Counts what a voter has sent, or refuses it. */
  #receive(socket: WebSocket, voter: string, message: string | ArrayBuffer): void {
    const choice = this.#choiceIn(message);
    if (choice === null) answer(socket, { type: "refused", why: 'Send {"type":"vote","choice":"…"} as text.' });
    else this.#count(socket, voter, choice);
  }

  /** The choice in a voter's message, which may be anything; `null` where it isn't a vote. */
  #choiceIn(message: string | ArrayBuffer): Choice | null {
    if (typeof message !== "string") return null;
    try {
      const { type, choice } = JSON.parse(message);
      return type === "vote" && CHOICES.includes(choice) ? choice : null;
    } catch {
      return null;
    }
  }

  #count(socket: WebSocket, voter: string, choice: Choice): void {
    this.ctx.storage.kv.put(voter, choice);
    this.#votes.set(voter, choice);
    this.#broadcast(this.#standing());
    answer(socket, { type: "counted", choice });
  }

  /** Sends to everybody who is here. */
  #broadcast(reply: Reply): void {
    for (const socket of this.#open()) tell(socket, reply);
  }

  webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    this.#receive(socket, nameOf(socket), message);
  }

  webSocketClose(socket: WebSocket, code: number, reason: string): void {
    // The runtime doesn't do it for sockets that hibernate.
    socket.close([1005, 1006, 1015].includes(code) ? 1000 : code, reason);
    this.#broadcast(this.#standing());
  }

  webSocketError(): void {
    this.#broadcast(this.#standing());
  }

  /** The sockets of those who are here. */
  #open(): WebSocket[] {
    return this.ctx.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN);
  }

  /** How the poll stands. */
  #standing(): Standing & { type: "standing" } {
    const votes = [...this.#votes.values()];
    const count = (choice: Choice) => votes.filter((vote) => vote === choice).length;
    return {
      type: "standing",
      totals: { soup: count("soup"), pizza: count("pizza"), salad: count("salad") },
      here: [...new Set(this.#open().map(nameOf))].sort(),
    };
  }
}

function nameOf(socket: WebSocket): string {
  return socket.deserializeAttachment() as string;
}

function tell(socket: WebSocket, reply: Reply): void {
  socket.send(JSON.stringify(reply));
}

/** Tells who has sent something what came of it. A tab that was closed meanwhile isn't there to be told. */
function answer(socket: WebSocket, reply: Reply): void {
  if (socket.readyState === WebSocket.OPEN) tell(socket, reply);
}
