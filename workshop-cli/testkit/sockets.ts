/** A message as it came: parsed where it is JSON, else the text. */
export type Received = { type?: string; [key: string]: unknown };

/** The client's end of a WebSocket, which collects what comes. */
export type TestSocket = {
  /** Sends a text as it is, anything else as JSON. */
  send(message: unknown): void;
  /** The next message of one of these types that hasn't been read; those of other types before it are passed over. */
  next(...types: string[]): Promise<Received>;
  /** The types of all messages so far, in the order in which they came. */
  types(): string[];
  /** Closes, without a code where none is given, as a browser does when its tab goes. */
  close(code?: number): void;
  /** The code with which the other end has closed or answered the close. */
  closed(): Promise<number>;
};

/**
 * Opens a WebSocket to an object from inside workerd: `open(stub.fetch("https://…", upgrade))`.
 *
 * @param options.deadline how many milliseconds a message that must come may take: long, for a busy machine.
 * @throws where the answer isn't a WebSocket.
 */
export async function open(answer: PromiseLike<Response>, { deadline = 3_000 } = {}): Promise<TestSocket> {
  const { webSocket, status } = await answer;
  if (!webSocket) throw new Error(`Expected a WebSocket, which is an answer with status 101. Got status ${status}.`);
  const socket = collect(webSocket, deadline);
  webSocket.accept();
  return socket;
}

/**
 * Opens a WebSocket by the network, as a browser does: `connect(new URL("/room", worker.url))` for a Worker on plain
 * workerd.
 *
 * @param options.deadline as of `open()`.
 * @throws where the other end doesn't take it.
 */
export async function connect(url: URL, { deadline = 3_000 } = {}): Promise<TestSocket> {
  const address = new URL(url);
  address.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const webSocket = new WebSocket(address.href);
  const socket = collect(webSocket, deadline);
  await new Promise<void>((resolve, reject) => {
    webSocket.addEventListener("open", () => resolve());
    webSocket.addEventListener("error", () => reject(new Error(`No WebSocket can be opened to ${address}.`)));
  });
  return socket;
}

function collect(webSocket: WebSocket, deadline: number): TestSocket {
  const received: Received[] = [];
  let read = 0;
  let code: number | null = null;
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  webSocket.addEventListener("message", ({ data }) => {
    received.push(parse(data));
    changed();
  });
  webSocket.addEventListener("close", (event) => {
    code = event.code;
    changed();
  });

  function until<Value>(find: () => Value | undefined, missing: () => string): Promise<Value> {
    return new Promise((resolve, reject) => {
      const tooLate = AbortSignal.timeout(deadline);
      const look = () => {
        const value = find();
        if (value === undefined) return;
        listeners.delete(look);
        resolve(value);
      };
      tooLate.addEventListener("abort", () => {
        listeners.delete(look);
        reject(new Error(missing()));
      });
      listeners.add(look);
      look();
    });
  }

  const types = () => received.map((message) => String(message.type));
  return {
    send: (message) => webSocket.send(typeof message === "string" ? message : JSON.stringify(message)),
    next: (...wanted) =>
      until(
        () => {
          const at = received.findIndex((message, index) => index >= read && wanted.includes(String(message.type)));
          if (at === -1) return undefined;
          read = at + 1;
          return received[at];
        },
        () => `No message of type ${wanted.map((type) => `"${type}"`).join(" or ")} came. ${inWords(types(), code)}`,
      ),
    types,
    close: (code) => (code === undefined ? webSocket.close() : webSocket.close(code)),
    closed: () =>
      until(
        () => code ?? undefined,
        () => `The other end hasn't answered the close: to the client, the socket is closing for ever.`,
      ),
  };
}

/** What a request needs to become a WebSocket. */
export const upgrade = { headers: { Upgrade: "websocket" } };

function inWords(types: string[], code: number | null): string {
  const came = types.length === 0 ? "Nothing has come at all" : `What has come: ${types.join(", ")}`;
  return code === null ? `${came}.` : `${came}. Then the socket was closed with ${code}.`;
}

function parse(data: string | ArrayBuffer | Blob): Received {
  if (typeof data !== "string") return { type: "binary" };
  try {
    return JSON.parse(data) as Received;
  } catch {
    return { type: data };
  }
}
