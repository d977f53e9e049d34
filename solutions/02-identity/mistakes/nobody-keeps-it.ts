/**
 * The invitation is answered, and kept nowhere.
 *
 * Costs: a host who loses the link has lost the room, and so have you. What is stored there stays, and is billed.
 * Caught by: 3-private-rooms "is in the list of its host, by the invitation that was answered"
 * Hint: The host closes the browser. Who knows the id now?
 */
import type { Room } from "./room.ts";

/** The public room of this name; `null` where no room can have it. Whoever sends a name can send anything. */
export function publicRoom(env: Env, name: string): DurableObjectStub<Room> | null {
  if (!isRoomName(name)) return null;
  return env.ROOM.getByName(name);
}

/** Whether a public room can be called so: 1 to 32 characters, each a letter from a to z, a digit or a hyphen. */
function isRoomName(name: string): boolean {
  return /^[a-z0-9-]{1,32}$/.test(name);
}

/** Opens a private room and answers its invitation; `null` where this host may open no more, which is the stretch. */
export async function openRoom(env: Env, _host: string, title: string): Promise<string | null> {
  const id = env.ROOM.newUniqueId();
  await env.ROOM.get(id).open(title);
  return id.toString();
}

/** The private room that this invitation is for; `null` for whatever else somebody sends. */
export function invitedRoom(env: Env, invitation: string): DurableObjectStub<Room> | null {
  try {
    return env.ROOM.get(env.ROOM.idFromString(invitation));
  } catch {
    return null;
  }
}
