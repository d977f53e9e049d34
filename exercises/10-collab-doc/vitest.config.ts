import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { quiet } from "#testkit/vitest";

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.jsonc" } }), quiet()],
        test: { name: "workerd", include: ["test/*.test.ts"], exclude: ["test/*.node.test.ts"] },
      },
      { plugins: [quiet()], test: { name: "node", include: ["test/*.node.test.ts"] } },
    ],
  },
});
