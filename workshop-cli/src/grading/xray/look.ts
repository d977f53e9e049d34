import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { HeldSocket, Touched } from "#testkit/touched";
import type { ObjectSeen } from "../verdict.ts";
import { idOfName } from "./object-id.ts";

/** As many objects of one test are looked at. */
const mostObjects = 5;

type Found = { file: string; className: string; id: string; name: string | null };

/**
 * Looks at the objects that a test has touched: those that it asked for by name, and those that came into being meanwhile.
 *
 * @param temporary the temporary folder of the process that started workerd, which keeps them there.
 */
export async function look(
  { names, since }: Extract<Touched, { what: "objects" }>,
  temporary: string,
): Promise<ObjectSeen[]> {
  const found = namespaces(temporary).flatMap((folder) => objectsIn(folder, names, since));
  // Only where a test failed: the built-in module takes its time.
  const { readStorage } = await import("./read-storage.ts");
  return found.slice(0, mostObjects).flatMap(({ file, className, id, name }) => {
    try {
      return [{ className, name, id, ...readStorage(file), sockets: [] }];
    } catch {
      // Gone, or being written to: there is nothing to show, and nobody asked for it.
      return [];
    }
  });
}

/** The objects with the sockets that they hold. */
export function withSockets(objects: ObjectSeen[], sockets: HeldSocket[]): ObjectSeen[] {
  return objects.map((object) => ({
    ...object,
    sockets: sockets.filter(({ name }) => name === object.name).map(({ tags, attachment }) => ({ tags, attachment })),
  }));
}

/** The folders of all namespaces, one for each class of a Worker. */
function namespaces(temporary: string): string[] {
  return listed(temporary)
    .filter((name) => name.startsWith("miniflare-"))
    .flatMap((name) => listed(join(temporary, name, "do")).map((key) => join(temporary, name, "do", key)));
}

function objectsIn(folder: string, names: string[], since: number): Found[] {
  const key = folder.slice(Math.max(folder.lastIndexOf("/"), folder.lastIndexOf("\\")) + 1);
  const className = key.slice(key.lastIndexOf("-") + 1);
  const named = new Map(names.map((name) => [idOfName(key, name), name]));
  return listed(folder)
    .filter((file) => /^[0-9a-f]{64}\.sqlite$/.test(file))
    .map((file) => ({ file: join(folder, file), className, id: file.slice(0, 64) }))
    .filter(({ id, file }) => named.has(id) || bornAfter(file, since))
    .map((object) => ({ ...object, name: named.get(object.id) ?? null }));
}

function bornAfter(file: string, since: number): boolean {
  try {
    return statSync(file).birthtimeMs >= since;
  } catch {
    return false;
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
