/**
 * Forgets the vote of whoever leaves, in memory.
 *
 * Costs: who votes and puts the telephone away hasn't voted, for all who watch. Storage still has the vote, so the next instance
 * shows it again: the same poll, and another result.
 * Caught by: 4-forgets-who-left "keeps the vote of who has left"
 * Hint: Somebody votes and leaves at once. What is to be forgotten of them, and what is not?
 */
import { DurableObject } from "cloudflare:workers";
import { CHOICES, type Choice, type Reply, type Standing } from "./protocol.ts";

/** A poll that its voters watch live. */
export class Poll extends DurableObject<Env> {
  /** Everybody who is here: the sockets, and who is at the other end. It lasts as long as this instance. */
  #voters = new Map<WebSocket, string>();

  /** Who voted for what. The storage has the same, and lasts longer. */
  #votes = new Map(this.ctx.storage.kv.list<Choice>());

  /** Lets a voter in, whose name the Worker has checked. */
  async fetch(request: Request): Promise<Response> {
    const voter = new URL(request.url).searchParams.get("voter") ?? "";
    if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket")
      return new Response("Expected a WebSocket", { status: 426, headers: { Upgrade: "websocket" } });
    const { 0: client, 1: server } = new WebSocketPair();
    server.accept();
    this.#attend(server, voter);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Welcomes a voter at an accepted socket, listens, and tells the others. A voter's older tab is closed. */
  #attend(socket: WebSocket, voter: string): void {
    for (const [older, name] of this.#voters) if (name === voter) older.close(4001, "Opened in another tab");
    this.#voters.set(socket, voter);
    tell(socket, { ...this.#standing(), type: "welcome", mine: this.#votes.get(voter) ?? null });
    socket.addEventListener("message", ({ data }) => this.#receive(socket, voter, data));
    this.#forgetAtItsEnd(socket);
    this.#broadcast(this.#standing());
  }

  /** Counts what a voter has sent, or refuses it. */
  #receive(socket: WebSocket, voter: string, message: string | Blob): void {
    const choice = this.#choiceIn(message);
    if (choice === null) answer(socket, { type: "refused", why: 'Send {"type":"vote","choice":"…"} as text.' });
    else this.#count(socket, voter, choice);
  }

  /** The choice in a voter's message, which may be anything; `null` where it isn't a vote. */
  #choiceIn(message: string | Blob): Choice | null {
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
    for (const socket of this.#voters.keys()) if (socket.readyState === WebSocket.OPEN) tell(socket, reply);
  }

  /** When a socket has come to its end, forgets it and tells the others. */
  #forgetAtItsEnd(socket: WebSocket): void {
    const forget = () => {
      const voter = this.#voters.get(socket) ?? "";
      this.#voters.delete(socket);
      if (![...this.#voters.values()].includes(voter)) this.#votes.delete(voter);
      this.#broadcast(this.#standing());
    };
    socket.addEventListener("close", forget);
    // Where the runtime ends the socket there may be no "close".
    socket.addEventListener("error", forget);
  }

  /** How the poll stands. */
  #standing(): Standing & { type: "standing" } {
    const votes = [...this.#votes.values()];
    const count = (choice: Choice) => votes.filter((vote) => vote === choice).length;
    return {
      type: "standing",
      totals: { soup: count("soup"), pizza: count("pizza"), salad: count("salad") },
      here: [...new Set(this.#voters.values())].sort(),
    };
  }
}

function tell(socket: WebSocket, reply: Reply): void {
  socket.send(JSON.stringify(reply));
}

/** Tells who has sent something what came of it. A tab that was closed meanwhile isn't there to be told. */
function answer(socket: WebSocket, reply: Reply): void {
  if (socket.readyState === WebSocket.OPEN) tell(socket, reply);
}
