import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { LockWait } from "../../../src/database/connection.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";
import { makeProject } from "../../servers/project.js";

const step = (revision: string, down: string | null, upgrade: string) => ({ revision, down, upgrade });

describe.skipIf(!haveMariadb)(`runs ${onMariadb}`, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await newMariadbDatabase();
  }, 120_000);
  afterAll(() => database?.drop());

  const rowsOf = async (sql: string) => {
    const connection = await openDatabase(database.url);
    const { rows } = await connection.execute(sql);
    await connection.close();
    return rows;
  };

  test("when four runs start at once then each step is taken once", async () => {
    const project = makeProject(database.url, [
      step("a1", null, "  await op.execute('CREATE TABLE log (a INTEGER)');"),
      step("a2", "a1", "  await op.execute('INSERT INTO log VALUES (2)');"),
      step("a3", "a2", "  await op.execute('INSERT INTO log VALUES (3)'); await op.execute('SELECT SLEEP(0.3)');"),
    ]);
    await Promise.all([1, 2, 3, 4].map(() => project.upgrade()));
    expect(await rowsOf("SELECT a FROM log ORDER BY a")).toEqual([{ a: 2 }, { a: 3 }]);
    expect(await rowsOf("SELECT version_num FROM alembic_version")).toEqual([{ version_num: "a3" }]);
    await project.downgrade("base");
    project.remove();
  });

  test("when another run is at work then the wait is bounded and names who holds the lock", async () => {
    const holder = await openDatabase(database.url);
    const versionTable = { name: "alembic_version", schema: null };
    await holder.beginRun({ versionTable });
    await holder.begin("immediate");
    const waits: LockWait[] = [];
    const waiter = await openDatabase(database.url);
    await waiter.beginRun({ versionTable, lockTimeout: 600, onWait: (wait) => waits.push(wait) });
    await expect(waiter.begin("immediate")).rejects.toThrow(
      /another migration is running: connection \d+ \(user root, .*wait longer with --lock-timeout/,
    );
    expect(waits).toHaveLength(1);
    await holder.endRun();
    await waiter.begin("immediate");
    await waiter.endRun();
    await Promise.all([holder.close(), waiter.close()]);
  });

  test("when a program that knows no lock has written the version then a run waits for it and reads it afterwards", async () => {
    const project = makeProject(database.url, [
      step("b1", null, "  await op.execute('CREATE TABLE b (a INTEGER)');"),
      step("b2", "b1", "  await op.execute('INSERT INTO b VALUES (2)');"),
    ]);
    await project.upgrade("b1");
    const other = await openDatabase(database.url);
    await other.begin();
    await other.execute("INSERT INTO b VALUES (2)");
    await other.execute("UPDATE alembic_version SET version_num = 'b2'");
    const upgrading = project.upgrade();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await other.commit();
    await upgrading;
    expect(await rowsOf("SELECT a FROM b")).toEqual([{ a: 2 }]);
    await other.execute("DELETE FROM alembic_version");
    await other.close();
    project.remove();
  });

  test("when a run holds the version rows then another's write waits until the step is committed", async () => {
    const run = await openDatabase(database.url);
    await run.execute("REPLACE INTO alembic_version VALUES ('c1')");
    await run.beginRun({ versionTable: { name: "alembic_version", schema: null } });
    await run.begin("immediate");
    await run.execute("CREATE TABLE c (a INTEGER)");
    const other = await openDatabase(database.url);
    await other.execute("SET SESSION innodb_lock_wait_timeout = 1");
    await expect(other.execute("UPDATE alembic_version SET version_num = 'c2'")).rejects.toThrow(
      "innodb_lock_wait_timeout",
    );
    await run.execute("UPDATE alembic_version SET version_num = ? WHERE version_num = ?", ["c2", "c1"]);
    await run.commit();
    await run.endRun();
    expect((await other.execute("UPDATE alembic_version SET version_num = 'c3'")).rowCount).toBe(1);
    await other.execute("DELETE FROM alembic_version");
    await Promise.all([run.close(), other.close()]);
  });

  test("when the lock has read the version rows then the run need not, until it may have written them itself", async () => {
    const run = await openDatabase(database.url);
    const known: unknown[] = [];
    const note = () => known.push(run.lockedVersions);
    await run.execute("REPLACE INTO alembic_version VALUES ('e1')");
    await run.beginRun({ versionTable: { name: "alembic_version", schema: null } });
    note();
    await run.begin("immediate");
    note();
    await run.execute("CREATE TABLE e (a INTEGER)");
    note();
    await run.execute("UPDATE alembic_version SET version_num = 'e2'");
    note();
    await run.commit();
    note();
    const other = await openDatabase(database.url);
    await other.execute("UPDATE alembic_version SET version_num = 'e3'");
    await run.begin("immediate");
    note();
    await run.endRun();
    expect(known).toEqual([undefined, ["e1"], ["e1"], undefined, undefined, ["e3"]]);
    await other.execute("DELETE FROM alembic_version");
    await Promise.all([run.close(), other.close()]);
  });

  test("when a step fails then the message has the statements that stay, and the data it changed is as it was", async () => {
    const project = makeProject(database.url, [
      step(
        "d1",
        null,
        `  await op.execute("CREATE TABLE d (a INTEGER)");
  await op.execute("INSERT INTO d VALUES (1)");
  await op.execute("ALTER TABLE d ADD b INTEGER");
  await op.execute("INSERT INTO d VALUES (2, 2)");
  await op.execute("INSERT INTO missing VALUES (3)");`,
      ),
    ]);
    const error = await project.upgrade().catch((caught: unknown) => caught as Error);
    expect(error?.message).toContain(`these statements of the step stay:
  CREATE TABLE d (a INTEGER)
  INSERT INTO d VALUES (1)
  ALTER TABLE d ADD b INTEGER
The database has no version yet.`);
    expect(await rowsOf("SELECT a FROM d")).toEqual([{ a: 1 }]);
    expect(await rowsOf("SELECT version_num FROM alembic_version")).toEqual([]);
    project.remove();
  });
});
