/**
 * The invitation is taken for a name.
 *
 * Costs: whoever has an invitation finds an empty room that nobody opened, and each text that somebody sends makes one.
 * Caught by: 4-invitations "leads all who have it to the room that was opened"
 * Caught by: 4-invitations "can't be made up from what one knows"
 * Caught by: 4-invitations "can't be made up from another invitation"
 * Caught by: 4-invitations "isn't the id of an object that is no room"
 * Caught by: 4-invitations "makes no object where it isn't one"
 * Hint: Is the object whose name is this text the same as the one whose id is this text?
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
  const id = env.ROOM.newUniqueId();
  const invitation = id.toString();
  await env.HOST.getByName(host).keep({ title, invitation });
  await env.ROOM.get(id).open(title);
  return invitation;
}

/** The private room that this invitation is for; `null` for whatever else somebody sends. */
export function invitedRoom(env: Env, invitation: string): DurableObjectStub<Room> | null {
  return env.ROOM.getByName(invitation);
}
