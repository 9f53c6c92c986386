import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^alembic-ts$/, replacement: source("index.ts") },
      { find: /^alembic-ts\/browser$/, replacement: source("browser/index.ts") },
      { find: /^alembic-ts\/nexuslims$/, replacement: source("nexuslims/index.ts") },
    ],
  },
  test: {
    // A run inside the README's own test leaves out the slow half, the README's test itself first of all.
    include: process.env["ALEMBIC_TS_NESTED"]
      ? ["test/{architecture,graph,config}/**/*.test.ts"]
      : ["test/**/*.test.ts"],
    reporters: ["default", "./test/closing-line-reporter.ts"],
    globalSetup: "./test/global-setup.ts",
    setupFiles: process.env["SEED"] ? ["./test/repeat-seed.ts"] : [],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
