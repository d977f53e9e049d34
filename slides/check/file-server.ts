import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

/** A server of plain files, as plain as any: what `slides/dist/` has to work from. Everything lies under `/some/place/`. */
export async function serveFiles(folder: string): Promise<{ address: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://files");
    const file = pathname.startsWith(PLACE) ? pathname.slice(PLACE.length) || "index.html" : "..";
    try {
      if (normalize(file).startsWith("..")) throw new Error("outside");
      const content = await readFile(join(folder, file));
      response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream").end(content);
    } catch {
      response.writeHead(404).end("Not found");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}${PLACE}`, close: () => server.close() };
}

const PLACE = "/some/place/";
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};
