import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("when the source or the vectors change then docs/operations.md is written again", () => {
  const made = spawnSync(process.execPath, ["scripts/operations-doc.mjs", "--print"], { cwd: root, encoding: "utf8" });
  expect(made.stderr).toBe("");
  expect(made.stdout === readFileSync(`${root}/docs/operations.md`, "utf8")).toBe(true);
});
