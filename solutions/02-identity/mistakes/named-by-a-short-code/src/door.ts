/**
 * A private room is named by a random code of six characters; the invitation is the id of that name.
 *
 * Costs: nobody needs the invitation. A code is a name like that of any public room: who tries one after the other gets in.
 * Caught by: 3-private-rooms "has no name by which a stranger could come in"
 * Hint: Your room is called something like "k3x9ab". Whom does the door of the public rooms lead there?
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
  const code = Math.random().toString(36).slice(2, 8);
  const id = env.ROOM.idFromName(code);
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
