import { DurableObject } from "cloudflare:workers";

/** Takes sockets in both ways, and knows how often this instance was called. */
export class Host extends DurableObject<Env> {
  #calls = 0;

  call(): number {
    return ++this.#calls;
  }

  /** Keeps a word, and answers what was kept before. */
  keep(word: string): string | null {
    const before = this.ctx.storage.kv.get<string>("word") ?? null;
    this.ctx.storage.kv.put("word", word);
    return before;
  }

  /** Called like something that every stub has. */
  id(): string {
    return "of the object";
  }

  overheard(): string {
    return this.whisper() + this.#thought();
  }

  private whisper(): string {
    return "private ";
  }

  #thought(): string {
    return "in #";
  }

  ownName(): string | undefined {
    return this.ctx.id.name;
  }

  /** Waits in memory for what will come in an hour. */
  startTimer(): void {
    setTimeout(() => this.#calls++, 3_600_000);
  }

  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    if (new URL(request.url).pathname === "/standard") {
      server.accept();
      server.addEventListener("message", ({ data }) => server.send(`standard ${data}`));
      server.addEventListener("close", () => server.close());
    } else {
      this.ctx.acceptWebSocket(server);
    }
    return new Response(null, { status: 101, webSocket: client });
  }

  webSocketMessage(socket: WebSocket, message: string): void {
    socket.send(`hibernating ${message}`);
  }
}

export default {} satisfies ExportedHandler<Env>;
