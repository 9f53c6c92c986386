import { statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/index.js";
import { Laboratory } from "./laboratory.js";

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

describe("upgrade --preview", () => {
  test("when a real file is upgraded then all is shown, no backup is made and the file stays as it was", async () => {
    await lab.makeStamped();
    const before = lab.bytes();
    const { mtimeMs } = statSync(lab.database);
    const { code, stdout, stderr } = await lab.run("upgrade", "--preview");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("upgrade v1_4_3 -> v2_4_0a, Add upload_log table.\n");
    expect(stdout).toContain("+CREATE TABLE upload_log (");
    expect(stdout).not.toContain("backup");
    expect(stdout).not.toContain("upgraded successfully");
    expect(lab.files()).toEqual(["database.sqlite"]);
    expect(lab.bytes().equals(before)).toBe(true);
    expect(statSync(lab.database).mtimeMs).toBe(mtimeMs);
  });

  test("when a downgrade is previewed then the table that it drops is told", async () => {
    await lab.run("init");
    const { code, stdout } = await lab.run("downgrade", "--preview", "v1_4_3");
    expect(code).toBe(0);
    expect(stdout).toContain("  table upload_log (0 rows)\n");
    expect((await lab.run("current")).stdout).toContain("v2_4_0b");
  });

  test("when the folder for the copy is not there then it says so and how to name another", async () => {
    await lab.makeStamped({ logs: 5 });
    const nowhere = join(lab.folder, "nowhere");
    const { code, stdout, stderr } = lab.spawn(["upgrade", "--preview"], { env: { TMPDIR: nowhere } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^Error upgrading database: The private copy was not made in .*nowhere: ENOENT.*TMPDIR names/,
    );
  });

  test("when --sql comes with it then it is refused", async () => {
    const { code, stderr } = await lab.run("upgrade", "--preview", "--sql");
    expect(code).toBe(1);
    expect(stderr).toContain("Using --sql with --preview does not make any sense");
  });
});

describe("check --diff", () => {
  test("when the file is what the models say then nothing is shown", async () => {
    await lab.run("init");
    const { code, stdout } = await lab.run("check", "--diff");
    expect(code).toBe(0);
    expect(stdout).toContain("No new upgrade operations detected.");
  });

  test("when the file has a column of its own then the diff shows it and the exit code is 1", async () => {
    await lab.run("init");
    const connection = await openDatabase(`sqlite:///${lab.database}`);
    await connection.execute("ALTER TABLE instruments ADD COLUMN extra INTEGER");
    await connection.close();
    const { code, stdout, stderr } = await lab.run("check", "--diff");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^-\s+extra INTEGER/m);
    expect(stderr).toContain("extra");
  });
});
