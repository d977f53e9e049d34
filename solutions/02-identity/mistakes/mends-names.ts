/**
 * A name that can't be one is made into one that can.
 *
 * Costs: two names lead to one room, strangers meet in it, and nobody can tell which names are taken.
 * Caught by: 2-names-checked "turns away what no room can be called"
 * Caught by: 2-names-checked "makes no object for what it turns away"
 * Caught by: 2-names-checked "leads nobody to a room of another name"
 * Hint: Which other names lead to the room chess-club now?
 */
import type { Room } from "./room.ts";

/** The public room of this name; `null` where no room can have it. Whoever sends a name can send anything. */
export function publicRoom(env: Env, name: string): DurableObjectStub<Room> | null {
  const mended = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 32);
  return isRoomName(mended) ? env.ROOM.getByName(mended) : null;
}

/** Whether a public room can be called so: 1 to 32 characters, each a letter from a to z, a digit or a hyphen. */
function isRoomName(name: string): boolean {
  return /^[a-z0-9-]{1,32}$/.test(name);
}

/** Opens a private room and answers its invitation; `null` where this host may open no more, which is the stretch. */
export async function openRoom(env: Env, host: string, title: string): Promise<string | null> {
  const id = env.ROOM.newUniqueId();
  const invitation = id.toString();
  await env.HOST.getByName(host).keep({ title, invitation });
  await env.ROOM.get(id).open(title);
  return invitation;
}

/** The private room that this invitation is for; `null` for whatever else somebody sends. */
export function invitedRoom(env: Env, invitation: string): DurableObjectStub<Room> | null {
  try {
    return env.ROOM.get(env.ROOM.idFromString(invitation));
  } catch {
    return null;
  }
}
