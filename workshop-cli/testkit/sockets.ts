import { onThisMachine } from "./slowness.ts";
import { until } from "./until.ts";

/** A message as it came: parsed where it is JSON, else the text. */
export type Received = { type?: string; [key: string]: unknown };

/** The client's end of a WebSocket, which collects what comes. */
export type TestSocket = {
  /** Sends a text or bytes as they are, anything else as JSON. */
  send(message: unknown): void;
  /** The next message of one of these types that hasn't been read; those of other types before it are passed over. */
  next(...types: string[]): Promise<Received>;
  /** The newest message of this type so far, read or not; `null` where none has come. */
  last(type: string): Received | null;
  /** All messages so far, in the order in which they came, read or not. */
  messages(): Received[];
  /** Their types. */
  types(): string[];
  /** Closes, without a code where none is given, as a browser does when its tab goes. */
  close(code?: number): void;
  /** The code with which the other end has closed or answered the close. */
  closed(): Promise<number>;
};

/** How long a client waits for what must come. */
export type Patience = {
  /** Milliseconds, on an idle machine: many, all the same. The default is 3,000. */
  deadline?: number;
  /**
   * A call to the object at the other end. A hundred of them are waited for instead of the deadline: no clock is needed,
   * a busy machine does no harm, and where nothing comes that is known in a tenth of a second.
   */
  call?: () => PromiseLike<unknown>;
};

/** An answer that may be a WebSocket: workerd's `Response`, which Node's isn't. */
type Upgraded = { status: number; webSocket: (WebSocket & { accept(): void }) | null };

/**
 * Opens a WebSocket to an object from inside workerd: `open(stub.fetch("https://…", upgrade))`.
 *
 * @throws where the answer isn't a WebSocket.
 */
export async function open(answer: PromiseLike<Upgraded>, patience: Patience = {}): Promise<TestSocket> {
  const { webSocket, status } = await answer;
  if (!webSocket) throw new Error(`Expected a WebSocket, which is an answer with status 101. Got status ${status}.`);
  const socket = collect(webSocket, patience);
  webSocket.accept();
  return socket;
}

/**
 * Opens a WebSocket by the network, as a browser does: `connect(new URL("/room", worker.url))` for a Worker on plain
 * workerd.
 *
 * @throws where the other end doesn't take it.
 */
export async function connect(url: URL, patience: Patience = {}): Promise<TestSocket> {
  const address = new URL(url);
  address.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const webSocket = new WebSocket(address.href);
  const socket = collect(webSocket, patience);
  await new Promise<void>((resolve, reject) => {
    webSocket.addEventListener("open", () => resolve());
    // Without the port, which is another one each time: a failure reads the same in every run.
    const missing = `No WebSocket can be opened to ${address.pathname}.`;
    webSocket.addEventListener("error", () => reject(new Error(missing)));
  });
  return socket;
}

/** Collects what comes by a socket, from now on. */
function collect(webSocket: WebSocket, { deadline = 3_000, call }: Patience): TestSocket {
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

  async function wait<Value>(find: () => Value | undefined, missing: () => string): Promise<Value> {
    if (call === undefined) return waitByClock(find, missing);
    const look = async () => {
      const found = find();
      if (found !== undefined) return found;
      await call();
      return find();
    };
    const value = await until(look, (found) => found !== undefined);
    if (value === undefined) throw new Error(missing());
    return value;
  }

  function waitByClock<Value>(find: () => Value | undefined, missing: () => string): Promise<Value> {
    return new Promise((resolve, reject) => {
      const tooLate = AbortSignal.timeout(onThisMachine(deadline));
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
    send: (message) => webSocket.send(isRaw(message) ? message : JSON.stringify(message)),
    next: (...wanted) =>
      wait(
        () => {
          const at = received.findIndex((message, index) => index >= read && wanted.includes(String(message.type)));
          if (at === -1) return undefined;
          read = at + 1;
          return received[at];
        },
        () => `No message of type ${wanted.map((type) => `"${type}"`).join(" or ")} came. ${inWords(types(), code)}`,
      ),
    last: (type) => received.findLast((message) => message.type === type) ?? null,
    messages: () => [...received],
    types,
    close: (code) => (code === undefined ? webSocket.close() : webSocket.close(code)),
    closed: () =>
      wait(
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

function isRaw(message: unknown): message is string | Uint8Array<ArrayBuffer> {
  return typeof message === "string" || message instanceof Uint8Array;
}

function parse(data: string | ArrayBuffer | Blob): Received {
  if (typeof data !== "string") return { type: "binary" };
  try {
    return (JSON.parse(data) as Received | null) ?? { type: data };
  } catch {
    return { type: data };
  }
}
