/**
 * Catches what keep() throws, and opens the room all the same.
 *
 * Costs: the host gets a room that is in no list. Once the link is lost nobody finds it again, and it stays stored.
 * Caught by: 3-private-rooms "has no invitation where its host couldn't keep it"
 * Hint: The host couldn't keep the invitation. Who is told so?
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
  try {
    await env.HOST.getByName(host).keep({ title, invitation });
  } catch (error) {
    console.warn("The host's list is out of order:", error);
  }
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
