import { resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Laboratory } from "./laboratory.js";
import { change } from "./sqlite-file.js";

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

const AS_BEFORE = "Nothing was changed: the database is as it was before.\n";
const REMOVED = /→ Backup removed, because it holds nothing else: database_backup_20260207_143216(_2)?\.sqlite\n$/;

/** Runs a command that must fail and change nothing; gives what it says behind `Error …: `. */
async function fails(...argv: string[]): Promise<string> {
  const [bytes, files] = [lab.bytes(), lab.files()];
  const { code, stderr } = await lab.run(...argv);
  expect(code).toBe(1);
  expect(lab.bytes().equals(bytes)).toBe(true);
  expect(lab.files()).toEqual(files);
  return stderr.replace(/^Error \w+ database: /, "");
}

const stampAs = (revision: string) => change(lab.database, `UPDATE alembic_version SET version_num = '${revision}'`);

test.each(["v2_4_0b", "v2_4_0a"])(
  "when a schema of %s is stamped v1_4_3, then upgrade names the stamp that fits",
  async (fitting) => {
    await lab.run("init");
    await lab.run("alembic", "downgrade", fitting);
    await stampAs("v1_4_3");
    const advice =
      `The database is stamped with v1_4_3, but its schema is that of ${fitting}. Mark it with 'nexuslims db alembic stamp ` +
      `${fitting}', then run the command again.\nSQLite's own words: table upload_log already exists [revision: v2_4_0a] ` +
      "[directive: createTable('upload_log')] [SQL: CREATE TABLE upload_log (";
    const told = await fails("upgrade");
    expect(told).toContain(advice);
    expect(told).toContain(AS_BEFORE);
    expect(told).toMatch(REMOVED);
    expect(await fails("upgrade", "--preview")).toContain(advice);
    expect((await lab.run("alembic", "upgrade", "head")).stdout).toContain(advice);

    await lab.run("alembic", "stamp", fitting);
    expect((await lab.run("upgrade")).code).toBe(0);
  },
);

test("when a 1.4.3 schema is stamped as a later one, then downgrade names the stamp that fits", async () => {
  await lab.makeStamped({ logs: 5 });
  await stampAs("v2_4_0b");
  expect(await fails("downgrade", "v1_4_3")).toContain(
    "The database is stamped with v2_4_0b, but its schema is that of v1_4_3. Mark it with 'nexuslims db alembic stamp v1_4_3'",
  );
});

test("when a 1.4.3 database of the creation script is taken back, then it says that it cannot be", async () => {
  await lab.makeStamped({ logs: 5 });
  const told = await fails("downgrade");
  expect(told).toMatch(REMOVED);
  expect(told.replace(REMOVED, "")).toBe(
    "The database is stamped with v1_4_3, but its schema is not the one that this revision makes; that of the creation " +
      "script of 1.4.3 is another. It can be upgraded, but not be taken back any further.\nSQLite's own words: no such index: " +
      "ix_session_log_session_identifier [revision: v1_4_3] [directive: dropIndex('session_log')] " +
      `[SQL: DROP INDEX ix_session_log_session_identifier] (${resolve("versions/v1_4_3_initial_schema_baseline.ts")}:56:12)\n` +
      AS_BEFORE,
  );
});

test("when the schema matches no revision, then it says so", async () => {
  await lab.run("init");
  await stampAs("v2_4_0a");
  await change(lab.database, "DROP TABLE session_log", "DROP TABLE instruments");
  expect(await fails("upgrade")).toContain(
    "The database is stamped with v2_4_0a, but its schema matches no revision. Restore a backup whose schema does, or correct it by hand.\nSQLite's own words: no such table: ",
  );
});
