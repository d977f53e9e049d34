/**
 * The name is handed to `idFromString()`, as "an id from a string".
 *
 * Costs: it throws for every name there is. Only texts that `toString()` has written are ids.
 * Caught by: 1-public-by-name "has all in it who came by that name"
 * Caught by: 1-public-by-name "is called by its name"
 * Caught by: 2-names-checked "lets in what a room can be called"
 * Hint: Where do the strings come from that idFromString() can read?
 */
import type { Room } from "./room.ts";

/** The public room of this name; `null` where no room can have it. Whoever sends a name can send anything. */
export function publicRoom(env: Env, name: string): DurableObjectStub<Room> | null {
  if (!isRoomName(name)) return null;
  return env.ROOM.get(env.ROOM.idFromString(name));
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
