import type { Room } from "./room.ts";

/** The public room of this name; `null` where no room can have it. Whoever sends a name can send anything. */
export function publicRoom(env: Env, name: string): DurableObjectStub<Room> | null {
  if (!isRoomName(name)) return null;
  // TODO 1: Lead all who say the same name to the same room.
  return env.ROOM.get(env.ROOM.newUniqueId());
}

/** Whether a public room can be called so: 1 to 32 characters, each a letter from a to z, a digit or a hyphen. */
function isRoomName(name: string): boolean {
  // TODO 2: Tell a name from everything else, before any room hears of it.
  return true;
}

/** Opens a private room and answers its invitation; `null` where this host may open no more, which is the stretch. */
export async function openRoom(env: Env, host: string, title: string): Promise<string | null> {
  // TODO 3: Open a new room each time, under an invitation that nobody can guess and the host finds again.
  await env.ROOM.getByName(title).open(title);
  return title;
}

/** The private room that this invitation is for; `null` for whatever else somebody sends. */
export function invitedRoom(env: Env, invitation: string): DurableObjectStub<Room> | null {
  // TODO 4: Lead to the very room that was opened, and to none with what only looks like an invitation.
  return env.ROOM.getByName(invitation);
}
