/**
 * A private room is named by its host and a number; the invitation is the id of that name.
 *
 * Costs: the invitation looks random, and nobody needs it. Whoever asks for the public room "ada-1" is in Ada's first private one.
 * Caught by: 3-private-rooms "is another one, too, when its host has forgotten those before"
 * Hint: Your room has a name. Who can work it out, and to which object does it lead them?
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
  const opened = await env.HOST.getByName(host).rooms();
  const room = env.ROOM.getByName(`${host}-${opened.length + 1}`);
  const invitation = room.id.toString();
  await env.HOST.getByName(host).keep({ title, invitation });
  await room.open(title);
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
