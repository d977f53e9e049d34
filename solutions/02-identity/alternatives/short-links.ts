/**
 * Invitations of 43 characters instead of 64: the same 32 bytes, in the letters and digits that an address may have.
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
  const invitation = toLink(id.toString());
  await env.HOST.getByName(host).keep({ title, invitation });
  await env.ROOM.get(id).open(title);
  return invitation;
}

/** The private room that this invitation is for; `null` for whatever else somebody sends. */
export function invitedRoom(env: Env, invitation: string): DurableObjectStub<Room> | null {
  try {
    return env.ROOM.get(env.ROOM.idFromString(toHex(invitation)));
  } catch {
    return null;
  }
}

function toLink(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace("=", "");
}

function toHex(link: string): string {
  const text = atob(link.replaceAll("-", "+").replaceAll("_", "/"));
  return [...text].map((character) => character.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
