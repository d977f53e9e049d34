/**
 * A private room is named by a random UUID, and the form of the invitation is checked.
 *
 * Costs: nobody guesses a name, but anybody can make up others, and each makes an object.
 * Caught by: 3-private-rooms "is called as its host says"
 * Caught by: 4-invitations "leads all who have it to the room that was opened"
 * Caught by: 4-invitations "can't be made up from another invitation"
 * Caught by: 4-invitations "makes no object where it isn't one"
 * Hint: Somebody sends a UUID of their own. How do you know that no host has opened that room?
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
export async function openRoom(env: Env, host: string, title: string): Promise<string | null> {
  const invitation = crypto.randomUUID();
  await env.HOST.getByName(host).keep({ title, invitation });
  await env.ROOM.getByName(invitation).open(title);
  return invitation;
}

/** The private room that this invitation is for; `null` for whatever else somebody sends. */
export function invitedRoom(env: Env, invitation: string): DurableObjectStub<Room> | null {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(invitation) ? env.ROOM.getByName(invitation) : null;
}
