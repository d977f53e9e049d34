import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { quiet } from "#testkit/vitest";

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [
          // test/worker.ts is your Worker with another renderer, one that answers when the test says so.
          cloudflareTest({ main: "./test/worker.ts", wrangler: { configPath: "./wrangler.jsonc" } }),
          quiet(),
        ],
        test: { name: "workerd", include: ["test/*.test.ts"], exclude: ["test/*.node.test.ts"] },
      },
    ],
  },
});
