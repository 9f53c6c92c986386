import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const clone = mkdtempSync(join(tmpdir(), "readme-"));

function run(command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const { NODE_ENV: _, VITEST: __, NO_COLOR: ___, FORCE_COLOR: ____, ...clean } = process.env;
  return spawnSync(command, args, { cwd, encoding: "utf8", env: { ...clean, ...env }, maxBuffer: 1 << 28 });
}

const quickStart = (which: "demo" | "test"): string =>
  run(process.execPath, ["scripts/readme-commands.mjs", which], root).stdout.trim();

beforeAll(() => {
  const cloned = run("git", ["clone", "--quiet", "--no-hardlinks", root, clone], root);
  if (cloned.status !== 0) throw new Error(cloned.stderr);
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

describe("the README's quick start in a clean clone", () => {
  test("when the first command is run then it installs, builds and shows the main job", { timeout: 300_000 }, () => {
    const done = run("sh", ["-c", quickStart("demo")], clone);
    expect(done.stderr).not.toMatch(/Error/);
    expect(done.stdout).toMatch(/✓ Database backup created: database_backup_\d{8}_\d{6}\.sqlite/);
    expect(done.stdout).toContain("✓ Data integrity verified: 23 instruments, 2270 session logs preserved");
    expect(done.stdout).toContain("  v1_4_3 -> v2_4_0b");
    expect(done.status).toBe(0);
  });

  test("when the second command is run then it ends with the counts", { timeout: 300_000 }, () => {
    const done = run("sh", ["-c", quickStart("test")], clone, { ALEMBIC_TS_NESTED: "1", CI: "" });
    expect(done.stdout.trimEnd().split("\n").at(-1)).toMatch(/^[1-9]\d* passed, 0 failed, \d+ skipped$/);
    expect(done.status).toBe(0);
  });
});
