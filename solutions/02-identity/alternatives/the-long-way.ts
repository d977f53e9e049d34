/**
 * As in older code: an id first, then a stub; and without a regular expression. The room is opened before its host is told.
 */
import type { Room } from "./room.ts";

const ALPHABET = new Set("abcdefghijklmnopqrstuvwxyz0123456789-");
const LONGEST = 32;

/** The public room of this name; `null` where no room can have it. Whoever sends a name can send anything. */
export function publicRoom(env: Env, name: string): DurableObjectStub<Room> | null {
  return isRoomName(name) ? env.ROOM.get(env.ROOM.idFromName(name)) : null;
}

/** Whether a public room can be called so: 1 to 32 characters, each a letter from a to z, a digit or a hyphen. */
function isRoomName(name: string): boolean {
  // Length first: nobody wants to look at every character of a book.
  if (name.length < 1 || name.length > LONGEST) return false;
  return [...name].every((character) => ALPHABET.has(character));
}

/** Opens a private room and answers its invitation; `null` where this host may open no more, which is the stretch. */
export async function openRoom(env: Env, host: string, title: string): Promise<string | null> {
  const room = env.ROOM.get(env.ROOM.newUniqueId());
  const invitation = room.id.toString();
  await room.open(title);
  await env.HOST.get(env.HOST.idFromName(host)).keep({ title, invitation });
  return invitation;
}

/** The private room that this invitation is for; `null` for whatever else somebody sends. */
export function invitedRoom(env: Env, invitation: string): DurableObjectStub<Room> | null {
  const id = idOf(env, invitation);
  return id === null ? null : env.ROOM.get(id);
}

function idOf(env: Env, text: string): DurableObjectId | null {
  try {
    return env.ROOM.idFromString(text);
  } catch {
    return null;
  }
}
