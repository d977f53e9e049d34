import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { quiet } from "#testkit/vitest";

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [
          // test/worker.ts is your Worker, with recovery in its objects: local workerd has none.
          cloudflareTest({ main: "./test/worker.ts", wrangler: { configPath: "./wrangler.jsonc" } }),
          quiet(),
        ],
        test: { name: "workerd", include: ["test/*.test.ts"], exclude: ["test/*.node.test.ts"] },
      },
      { plugins: [quiet()], test: { name: "node", include: ["test/*.node.test.ts"] } },
    ],
  },
});
