import { defineConfig } from "vitest/config";
import { quiet } from "#testkit/vitest";

export default defineConfig({
  test: {
    projects: [{ plugins: [quiet()], test: { name: "node", include: ["test/*.node.test.ts"] } }],
  },
});
