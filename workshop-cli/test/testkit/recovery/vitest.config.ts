import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { quiet } from "#testkit/vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Histories that model.test.ts tries. */
    recoveryRuns: number;
  }
}

export default defineConfig({
  plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.jsonc" } }), quiet()],
  test: {
    include: ["*.test.ts"],
    testTimeout: 600_000,
    provide: { recoveryRuns: Number(process.env.RECOVERY_RUNS ?? 50) },
  },
});
