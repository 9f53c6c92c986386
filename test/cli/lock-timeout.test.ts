import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";

const folder = temporaryFolder();
const program = fileURLToPath(new URL("../../dist/bin/alembic-ts.js", import.meta.url));

const run = (...args: string[]) =>
  new Promise<{ code: number | null; stdout: string; stderr: string; seconds: number }>((resolve) => {
    const begun = performance.now();
    const child = spawn(process.execPath, [program, ...args], { cwd: folder() });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text: Buffer) => {
      stdout += text.toString();
    });
    child.stderr.on("data", (text: Buffer) => {
      stderr += text.toString();
    });
    child.once("close", (code) => resolve({ code, stdout, stderr, seconds: (performance.now() - begun) / 1000 }));
  });

describe.each(["delete", "wal"])("when another program writes a %s database", (mode) => {
  beforeEach(async () => {
    expect(await run("init", "migrations")).toMatchObject({ code: 0 });
    const ini = readFileSync(folder("alembic.ini"), "utf8");
    writeFileSync(
      folder("alembic.ini"),
      ini.replace(/^sqlalchemy.url.*$/m, `sqlalchemy.url = sqlite:///${folder("a.db")}`),
    );
    writeFileSync(
      folder("migrations/versions/a1_step.ts"),
      'import type { Operations } from "alembic-ts";\nexport const revision = "a1";\nexport const downRevision = null;\n' +
        'export async function upgrade(op: Operations) {\n  await op.execute("CREATE TABLE made (id INTEGER)");\n}\n' +
        "export async function downgrade() {}\n",
    );
  });

  test("then a run waits for longer than statements do, or as long as it is told, and a reader does not wait", async () => {
    const other = await openDatabase(`sqlite:///${folder("a.db")}`);
    await other.execute(`PRAGMA journal_mode = ${mode}`);
    await other.execute("CREATE TABLE theirs (id INTEGER)");
    await other.begin("immediate");
    await other.execute("INSERT INTO theirs VALUES (1)");

    const current = await run("current");
    expect(current).toMatchObject({ code: 0, stdout: "" });
    const impatient = await run("upgrade", "head", "--lock-timeout", "0.3");
    expect(impatient.code).not.toBe(0);
    expect(impatient.stderr).toContain("another process is using");
    expect(impatient.stderr).toContain("with --lock-timeout");
    const wrong = await run("stamp", "head", "--lock-timeout", "soon");
    expect(wrong.code).not.toBe(0);
    expect(wrong.stderr).toContain("--lock-timeout must be a number of seconds, not 'soon'");

    const patient = run("upgrade", "head");
    // Statements outside of a run give up after five seconds.
    await new Promise((resolve) => setTimeout(resolve, 6500));
    await other.commit();
    const { code, stderr, seconds } = await patient;
    expect(code, stderr).toBe(0);
    expect(seconds).toBeGreaterThan(6);
    expect((await other.execute("SELECT count(*) AS n FROM made")).rows).toEqual([{ n: 0 }]);
    await other.close();
  });
});
