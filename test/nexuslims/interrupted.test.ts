import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Laboratory } from "./laboratory.js";

const program = fileURLToPath(new URL("../../dist/bin/nexuslims.js", import.meta.url));

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

test.skipIf(process.platform === "win32").each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "when %s comes during the copy, then all is rolled back, the backup goes, and the exit code is %i",
  async (signal, code) => {
    await lab.makeStamped({ logs: 110_000 });
    const before = lab.bytes();
    const child = spawn(process.execPath, [program, "db", "upgrade"], {
      cwd: lab.folder,
      env: { ...process.env, NX_DB_PATH: lab.database, NO_COLOR: "1" },
    });
    let stdout = "";
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdout.on("data", (chunk: Buffer) => {
      if (!stdout.includes("→ Migrating") && (stdout + chunk.toString()).includes("→ Migrating")) child.kill(signal);
      stdout += chunk.toString();
    });
    const exit = await new Promise((resolve) => child.once("exit", (status) => resolve(status)));
    expect(stderr).toMatch(
      /^→ Backup removed, because it holds nothing else: database_backup_\S+\nInterrupted: everything was rolled back, the database is as it was before/,
    );
    expect(stdout).not.toContain("upgraded successfully");
    expect(exit).toBe(code);
    expect(lab.bytes().equals(before)).toBe(true);
    expect(lab.files()).toEqual(["database.sqlite"]);
    expect((await lab.run("current")).stdout).toBe("v1_4_3\n");
  },
);
