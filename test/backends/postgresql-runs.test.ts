import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { command } from "../../src/cli/command.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { DatabaseLockedError } from "../../src/database/database-locked-error.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql, type TestDatabase } from "../servers/postgresql.js";
import { makeProject, type Step } from "../servers/project.js";

const table = (name: string): string =>
  `  await op.createTable("${name}", sa.Column("id", sa.Integer(), { primaryKey: true }));`;
const steps: readonly Step[] = [
  { revision: "a1", down: null, upgrade: table("one"), downgrade: `  await op.dropTable("one");` },
  { revision: "b2", down: "a1", upgrade: table("two"), downgrade: `  await op.dropTable("two");` },
];

describe.skipIf(!havePostgresql)(`runs of PostgreSQL (${onPostgresql})`, () => {
  let database: TestDatabase;
  let other: DriverConnection;
  beforeEach(async () => {
    database = await newPostgresqlDatabase();
    other = await openDatabase(database.url);
    return async () => {
      await other.close();
      database.drop();
    };
  });
  const names = async (): Promise<unknown[]> =>
    (
      await other.execute(
        "SELECT relname FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
      )
    ).rows.map((row) => row["relname"]);
  const version = async (): Promise<unknown[]> =>
    (await other.execute("SELECT version_num FROM alembic_version")).rows.map((row) => row["version_num"]);

  test("when a project is upgraded and downgraded then tables come and go", async () => {
    const project = makeProject(database.url, steps);
    await project.upgrade();
    expect(await names()).toEqual(["alembic_version", "one", "two"]);
    expect(await version()).toEqual(["b2"]);
    await project.downgrade("base");
    expect(await names()).toEqual(["alembic_version"]);
    project.remove();
  });

  test("when a step fails then the whole run is undone, the version table included", async () => {
    const bad = { revision: "c3", down: "b2", upgrade: `  await op.execute("SELECT * FROM missing");` };
    const project = makeProject(database.url, [...steps, bad]);
    const error = await project.upgrade().catch((failure: unknown) => failure);
    expect(String(error)).toMatch(
      /relation "missing" does not exist \[revision: c3\] \[directive: execute\(\)\]|relation "missing" does not exist/,
    );
    expect(await names()).toEqual([]);
    project.remove();
  });

  test("when another run holds the lock then the run waits for it, and reads the version afterwards", async () => {
    const project = makeProject(database.url, steps);
    await project.upgrade("a1");
    await other.execute("BEGIN");
    await other.execute("UPDATE alembic_version SET version_num = 'b2'");
    await other.execute("CREATE TABLE two (id integer)");
    const run = project.upgrade();
    await new Promise((resolve) => setTimeout(resolve, 600));
    await other.execute("COMMIT");
    await run;
    expect(await version()).toEqual(["b2"]);
    project.remove();
  });

  test("when the lock is not free in time then the message names who holds it", async () => {
    const project = makeProject(database.url, steps, { open: "{ timeout: 600 }" });
    await project.upgrade("a1");
    await other.execute("BEGIN");
    await other.execute("UPDATE alembic_version SET version_num = 'b2'");
    const error = await project.upgrade().catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(DatabaseLockedError);
    expect(String(error)).toMatch(
      /another migration is running: process \d+ \(alembic-ts, user postgres, 127\.0\.0\.1\), in a transaction since [\d:]+,\. Waited 0\.\d s/,
    );
    await other.execute("ROLLBACK");
    await project.upgrade();
    project.remove();
  });

  test("when two runs start on a new database then one waits for the other and no step is taken twice", async () => {
    const project = makeProject(database.url, steps);
    await Promise.all([project.upgrade(), project.upgrade(), project.upgrade()]);
    expect(await version()).toEqual(["b2"]);
    project.remove();
  });

  test("when each step has its own transaction then what came before the failure stays", async () => {
    const bad = { revision: "c3", down: "b2", upgrade: `  await op.execute("SELECT * FROM missing");` };
    const project = makeProject(database.url, [...steps, bad], { configure: "transactionPerMigration: true" });
    await expect(project.upgrade()).rejects.toThrow("missing");
    expect(await version()).toEqual(["b2"]);
    project.remove();
  });

  test("when an index is made concurrently in an autocommit block then it is there", async () => {
    const index = `  await op.getContext().autocommitBlock(async () => {
    await op.createIndex("ix", "one", ["id"], { postgresqlConcurrently: true });
  });`;
    const project = makeProject(database.url, [...steps, { revision: "c3", down: "b2", upgrade: index }]);
    await project.upgrade();
    expect(
      (
        await other.execute(
          "SELECT indexrelid::regclass::text AS name, indisvalid AS valid FROM pg_index WHERE indexrelid = 'ix'::regclass",
        )
      ).rows,
    ).toEqual([{ name: "ix", valid: true }]);
    project.remove();
  });

  test("when an index could not be made concurrently then the message names what is left, and ifNotExists builds it anew", async () => {
    const index = `  await op.getContext().autocommitBlock(async () => {
    await op.createIndex("ix_\\"n", "one", ["id"], { unique: true, ifNotExists: true, postgresqlConcurrently: true });
  });`;
    const rows = `  await op.createTable("one", sa.Column("id", sa.Integer()));
  await op.execute("INSERT INTO one VALUES (7), (7)");`;
    const project = makeProject(database.url, [
      { revision: "a1", down: null, upgrade: rows },
      { revision: "b2", down: "a1", upgrade: index },
    ]);
    const valid = async () =>
      (await other.execute("SELECT indisvalid AS v FROM pg_index WHERE indrelid = 'one'::regclass")).rows[0]?.["v"];
    await expect(project.upgrade()).rejects.toThrow(
      /could not create unique index .*Index "ix_""n" exists, but it is INVALID: no query uses it\. Fix the cause and pass ifNotExists: true to createIndex\(\)/s,
    );
    expect(await valid()).toBe(false);
    await other.execute("DELETE FROM one WHERE ctid = (SELECT min(ctid) FROM one)");
    await project.upgrade();
    expect(await valid()).toBe(true);
    expect(await version()).toEqual(["b2"]);
    project.remove();
  });

  test("when an index of that name is valid then ifNotExists leaves it alone", async () => {
    const index = `  await op.createIndex("ix", "one", ["id"], { ifNotExists: true });`;
    const project = makeProject(database.url, [...steps, { revision: "c3", down: "b2", upgrade: index }]);
    await project.upgrade("b2");
    await other.execute("CREATE INDEX ix ON one (id)");
    const oid = async () => (await other.execute("SELECT 'ix'::regclass::oid::integer AS oid")).rows[0]?.["oid"];
    const before = await oid();
    await project.upgrade();
    expect(await oid()).toBe(before);
    project.remove();
  });

  test("when offline SQL is asked for then no server is needed", async () => {
    const project = makeProject("postgresql+psycopg://nobody:secret@localhost:1/nothing", steps);
    const { config, output } = project.config();
    await command.upgrade(config, "head", { sql: true });
    expect(output.stdout).toContain("CREATE TABLE one");
    project.remove();
  });
});
