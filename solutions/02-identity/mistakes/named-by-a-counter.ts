/**
 * Private rooms are numbered by a variable of the module, and their invitation is the id that such a name makes.
 *
 * Costs: each deploy, each new isolate begins to count at one: its first host gets the first host's room, with all in it.
 * Caught by: 3-after-a-restart "is another one, too, when the Worker has been started anew"
 * Hint: Your Worker is deployed once more, or runs in two cities. Where does each of them begin to count?
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

let opened = 0;

/** Opens a private room and answers its invitation; `null` where this host may open no more, which is the stretch. */
export async function openRoom(env: Env, host: string, title: string): Promise<string | null> {
  const invitation = env.ROOM.idFromName(`private/${++opened}`).toString();
  await env.HOST.getByName(host).keep({ title, invitation });
  await env.ROOM.get(env.ROOM.idFromString(invitation)).open(title);
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
