import { request } from "node:http";
import type { Duplex } from "node:stream";

/** Opens a WebSocket by hand and answers the naked connection: for what no proper client does. */
export function openConnection(url: URL): Promise<Duplex> {
  const headers = {
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": btoa("sixteen bytes ok"),
  };
  return new Promise((resolve, reject) => {
    const asked = request(url.href, { headers });
    asked.on("upgrade", (_, connection) => resolve(connection));
    asked.on("response", ({ statusCode }) => reject(new Error(`Expected a WebSocket. Got status ${statusCode}.`)));
    asked.on("error", reject);
    asked.end();
  });
}

/** How a message of this many bytes begins on the wire: a text, masked, whole. */
export function beginOfMessage(bytes: number): Uint8Array {
  const begin = new DataView(new ArrayBuffer(14));
  begin.setUint8(0, 0x81);
  begin.setUint8(1, 0xff);
  begin.setBigUint64(2, BigInt(bytes));
  return new Uint8Array(begin.buffer);
}
