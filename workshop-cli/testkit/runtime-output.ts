/**
 * Whether workerd itself printed this line or message. It reports every exception that leaves an object's code, also where
 * the caller handles it, and some a second time with addresses of its own C++.
 */
export function isRuntimeNoise(text: string): boolean {
  return NOISE.test(text);
}

/**
 * What of a message of workerd's is worth telling: the exception that the code threw, with the places in that code.
 * `null` where the message has no such place. An error that crossed RPC has lost them, so this is where they are found.
 */
export function exceptionIn(message: string): string | null {
  const stack = message.match(/^uncaught exception; source = [^;]*; stack = ([\s\S]+)/)?.[1];
  if (stack === undefined || /invalidating this Durable Object/.test(stack)) return null;
  const lines = stack.trimEnd().split("\n");
  const frames = lines.filter((line) => FRAME.test(line) && !/[\\/]node_modules[\\/]/.test(line));
  return frames.length === 0
    ? null
    : [
        ...lines.slice(
          0,
          lines.findIndex((line) => FRAME.test(line)),
        ),
        ...frames,
      ].join("\n");
}

/** Takes what workerd itself says out of a piece of output: the rest, and the exceptions worth telling. */
export function separate(output: string): { rest: string; exceptions: string[] } {
  const rest: string[] = [];
  const messages: string[][] = [];
  let inMessage = false;
  for (const line of output.split("\n")) {
    const begins = isRuntimeNoise(line);
    inMessage = begins || (inMessage && FRAME.test(line));
    if (begins) messages.push([line]);
    else if (inMessage) messages.at(-1)?.push(line);
    else rest.push(line);
  }
  const exceptions = messages.map((lines) => exceptionIn(lines.join("\n"))).filter((text) => text !== null);
  return { rest: rest.join("\n"), exceptions };
}

const FRAME = /^\s+at /;

const NOISE = new RegExp(
  [
    /^uncaught exception; (source|exception) = /,
    // A connection that broke, or objects that a test aborted or deleted: no code is to blame.
    /^exception = (kj|rust|workerd)\/\S+:\d+: (disconnected: |failed: jsg\.Error: Application called (abort|delete)All)/,
    /^Annotating with brokenness; /,
    // The mark that workerd's authors put on what they note down for themselves.
    /^NOSENTRY /,
    /^stack:( \S*workerd\S*@[\da-f]+| [\da-f]{6,})+\s*$/,
    /^Error: \S+ changed, invalidating this Durable Object\./,
  ]
    .map(({ source }) => source)
    .join("|"),
);
