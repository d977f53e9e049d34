import { pickExercise } from "../session/pick-exercise.ts";
import type { Command } from "./command.ts";
import { command as start } from "./start.ts";

/** Asks which exercise to start; only the home screen leads here. */
export const command = {
  run: async (session) => start.run(session, [(await pickExercise(session)).slug], {}),
} satisfies Command;
