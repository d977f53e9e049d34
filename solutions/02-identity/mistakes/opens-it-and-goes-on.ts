/**
 * Calls open(), and doesn't await it.
 *
 * Costs: the invitation is answered whether or not the room has its title. If the call fails nobody hears of it, and if the Worker ends before, it may never be made.
 * Caught by: 3-private-rooms "has no invitation where it couldn't be opened"
 * Hint: What does the room know at the moment when the invitation is answered?
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
  return /^[a-z0-9-]{1,32}$/.test(name);
}

/** Opens a private room and answers its invitation; `null` where this host may open no more, which is the stretch. */
export async function openRoom(env: Env, host: string, title: string): Promise<string | null> {
  const id = env.ROOM.newUniqueId();
  const invitation = id.toString();
  // First: a room whose invitation is lost is stored for ever, and nobody gets in. One that was never opened is nothing.
  await env.HOST.getByName(host).keep({ title, invitation });
  env.ROOM.get(id).open(title);
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
