import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { MemoryOutput } from "../../src/support/output.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-show-sql-"));
  const revision = (id: string, down: readonly string[], dependsOn: readonly string[] = []) => ({
    id,
    down: [...down],
    dependsOn: [...dependsOn],
    labels: [],
    message: `step ${id}`,
  });
  const files = new Map([
    ["1", revision("a1", [])],
    ["2", revision("b2", ["a1"])],
    ["3", revision("c3", ["a1"])],
    ["4", revision("d4", ["b2", "c3"])],
    ["5", revision("e5", [])],
    ["6", revision("f6", ["d4"], ["e5"])],
    ["7", revision("g7", ["a1"])],
  ]);
  writeEnvironment(folder, "ts", files);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function cli(...argv: readonly string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  return { code, out: output.stdout };
}

describe("show --sql", () => {
  test("when a revision has one before it then its SQL is that of the upgrade between the two", async () => {
    const shown = await cli("show", "--sql", "b2");
    expect(shown).toEqual(await cli("upgrade", "--sql", "a1:b2"));
    expect(shown.code).toBe(0);
    expect(shown.out).toContain("CREATE TABLE t_b2 (");
    expect(shown.out).not.toContain("t_a1");
  });

  test("when a revision is a base then its SQL is that of the upgrade to it", async () => {
    expect(await cli("show", "--sql", "a1")).toEqual(await cli("upgrade", "--sql", "a1"));
  });

  test("when a revision merges two then both of their rows are replaced", async () => {
    const { out } = await cli("show", "--sql", "d4");
    const whole = (await cli("upgrade", "--sql", "d4")).out;
    const steps = whole.slice(whole.indexOf("-- Running upgrade b2, c3 -> d4"));
    expect(out.endsWith(steps)).toBe(true);
    expect(out).toContain("DELETE FROM alembic_version WHERE alembic_version.version_num = 'b2'");
    expect(out).not.toContain("CREATE TABLE alembic_version");
  });

  test("when a revision depends on another then its row is replaced as well", async () => {
    const whole = (await cli("upgrade", "--sql", "f6")).out;
    const { out } = await cli("show", "--sql", "f6");
    expect(out.slice(out.indexOf("-- Running"))).toBe(whole.slice(whole.indexOf("-- Running upgrade d4 -> f6")));
  });

  test("when a symbol stands for several then each one is printed", async () => {
    const { out } = await cli("show", "--sql", "heads");
    expect(out).toContain("-- Running upgrade a1 -> g7\n");
    expect(out.match(/-- Running upgrade .*/g)).toHaveLength(2);
  });

  test("when the database is asked then what it is at is printed", async () => {
    await cli("upgrade", "a1");
    expect((await cli("show", "--sql", "current")).out).toBe((await cli("show", "--sql", "a1")).out);
  });

  test("when the environment speaks another dialect then so does the SQL", async () => {
    writeEnvironment(folder, "ts", new Map(), ["sqlalchemy.url = mysql://localhost/x"]);
    expect((await cli("show", "--sql", "b2")).out).toContain("    id INTEGER NOT NULL AUTO_INCREMENT, ");
  });

  test("when --json is asked for as well then it is refused", async () => {
    const { code, out } = await cli("show", "--sql", "--json", "a1");
    expect(code).toBe(255);
    expect(out).toContain("Using --sql with --json does not make any sense");
  });
});
