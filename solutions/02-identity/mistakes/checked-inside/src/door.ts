/**
 * The room itself checks whether it can be called so.
 *
 * Costs: each name that somebody makes up starts an object, which tells them that it doesn't exist. You pay for every one.
 * Caught by: 2-names-checked "makes no object for what it turns away"
 * Hint: Who runs the check, and what had to be there for it to run?
 */
import type { Room } from "./room.ts";

/** The public room of this name; `null` where no room can have it. Whoever sends a name can send anything. */
export function publicRoom(env: Env, name: string): DurableObjectStub<Room> | null {
  return env.ROOM.getByName(name);
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
