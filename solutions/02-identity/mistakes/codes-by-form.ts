/**
 * A private room is named by a code of six digits, and the form of the code is checked.
 *
 * Costs: whoever writes six digits is in a room: a stranger's, or one that nobody opened and that is there from now on.
 * Caught by: 3-private-rooms "is called as its host says"
 * Caught by: 4-invitations "leads all who have it to the room that was opened"
 * Caught by: 4-invitations "can't be made up from another invitation"
 * Caught by: 4-invitations "makes no object where it isn't one"
 * Hint: Somebody changes one digit of an invitation. How do you know that no host has opened that room?
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
  const code = String(100_000 + ((crypto.getRandomValues(new Uint32Array(1))[0] as number) % 900_000));
  await env.HOST.getByName(host).keep({ title, invitation: code });
  await env.ROOM.getByName(`private-${code}`).open(title);
  return code;
}

/** The private room that this invitation is for; `null` for whatever else somebody sends. */
export function invitedRoom(env: Env, invitation: string): DurableObjectStub<Room> | null {
  return /^\d{6}$/.test(invitation) ? env.ROOM.getByName(`private-${invitation}`) : null;
}
