/**
 * Takes a name to be words with one hyphen between two of them, as it is in addresses of pages.
 *
 * Costs: whoever calls a room "a--b" or "-", as they were told they may, is told that there is no such room.
 * Caught by: 2-names-checked "lets in what a room can be called"
 * Hint: What does the lesson say about where in a name a hyphen may stand? And your pattern?
 */
import type { Room } from "./room.ts";

/** The public room of this name; `null` where no room can have it. Whoever sends a name can send anything. */
export function publicRoom(env: Env, name: string): DurableObjectStub<Room> | null {
  if (!isRoomName(name)) return null;
  return env.ROOM.getByName(name);
}

/** Whether a public room can be called so: 1 to 32 characters, each a letter from a to z, a digit or a hyphen. */
function isRoomName(name: string): boolean {
  // Refused, not mended: mended names are two names for one room.
  return name.length <= 32 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
}

/** Opens a private room and answers its invitation; `null` where this host may open no more, which is the stretch. */
export async function openRoom(env: Env, host: string, title: string): Promise<string | null> {
  const id = env.ROOM.newUniqueId();
  const invitation = id.toString();
  // First: a room whose invitation is lost is stored for ever, and nobody gets in. One that was never opened is nothing.
  await env.HOST.getByName(host).keep({ title, invitation });
  await env.ROOM.get(id).open(title);
  return invitation;
}

/** The private room that this invitation is for; `null` for whatever else somebody sends. */
export function invitedRoom(env: Env, invitation: string): DurableObjectStub<Room> | null {
  try {
    return env.ROOM.get(env.ROOM.idFromString(invitation));
  } catch {
    // No id, or not of a room: ids can't be made up, so nothing but idFromString() has to check them.
    return null;
  }
}
