declare module "vitest" {
  interface ProvidedContext {
    /** Folder of what is tested: its `wrangler.jsonc` and `src/`. By `quiet()` the project's root, unless a grader says another. */
    subject: string;
    /** How many times slower than idle the machine is, by a grader's measure. */
    slowness?: number;
  }
}

export {};
