import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("when the tutorial and the cook-book are followed then the commands print what the pages say", () => {
  const done = spawnSync(process.execPath, ["scripts/recorded-pages.mjs", "--check"], { cwd: root, encoding: "utf8" });
  expect(done.stderr).toBe("");
  expect(done.status).toBe(0);
}, 180_000);
