import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { command } from "../../src/cli/command.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql, type TestDatabase } from "../servers/postgresql.js";
import { makeProject, type Project, type Step } from "../servers/project.js";

const first: Step = {
  revision: "a1",
  down: null,
  upgrade: `
  await op.createTable("account", sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column("name", sa.String(20)), sa.Column("spare", sa.Integer()));
  await op.createIndex("ix_spare", "account", ["spare"]);
  await op.createTable("old", sa.Column("x", sa.Integer()));
  await op.createTable("emptied", sa.Column("x", sa.Integer()));
  await op.createTable("untouched", sa.Column("x", sa.Integer()));
  await op.execute("INSERT INTO account VALUES (1, 'ann', 1), (2, 'bob', 2), (3, 'cyd', 3)");
  await op.execute("INSERT INTO old VALUES (1), (2)");
  await op.execute("INSERT INTO emptied VALUES (1)");
  await op.execute("INSERT INTO untouched VALUES (1)");
  await op.execute("CREATE VIEW seen AS SELECT x FROM untouched");`,
};

test("when a PGlite folder is previewed then rows, losses and locks are told, and nothing is changed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pglite-preview-"));
  const step = {
    revision: "b2",
    down: "a1",
    upgrade: `await op.dropTable("old"); await op.execute("DELETE FROM account");`,
  };
  const project = makeProject(`pglite:///${folder}/data`, [first, step]);
  try {
    await project.upgrade("a1");
    const { config } = project.config();
    for (const attempt of ["once", "again"])
      expect(await command.preview(config, "upgrade", "head"), attempt).toMatchObject([
        {
          rows: [{ table: "account", before: 3, after: 0, removed: 3 }],
          lost: [{ kind: "table", name: "old", rows: 2 }],
          locks: [{ step: "upgrade a1 -> b2, step b2", locks: [{ mode: "ACCESS EXCLUSIVE", table: "old" }] }],
        },
      ]);
  } finally {
    project.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});

describe.skipIf(!havePostgresql)(`previews of PostgreSQL (${onPostgresql})`, () => {
  let database: TestDatabase;
  let other: DriverConnection;
  const projects: Project[] = [];
  beforeEach(async () => {
    database = await newPostgresqlDatabase();
    other = await openDatabase(database.url);
  });
  afterEach(async () => {
    await other.close();
    database.drop();
    for (const project of projects.splice(0)) project.remove();
  });

  async function preview(upgrade: string, configure = "") {
    const project = makeProject(database.url, [first, { revision: "b2", down: "a1", upgrade }], { configure });
    projects.push(project);
    await project.upgrade("a1");
    const { config, output } = project.config();
    const previews = await command.preview(config, "upgrade", "head").catch((error: unknown) => error);
    return { previews, output, project };
  }

  test("when a step is previewed then rows, losses and locks are told, and nothing is changed", async () => {
    const { output } = await preview(`
  await op.addColumn("account", sa.Column("email", sa.String(50)));
  await op.alterColumn("account", "name", { newColumnName: "title" });
  await op.dropColumn("account", "spare");
  await op.execute("UPDATE account SET title = 'x' WHERE id = 1");
  await op.execute("INSERT INTO account (id, title) VALUES (4, 'dan')");
  await op.execute("DELETE FROM account WHERE id = 2");
  await op.execute("TRUNCATE emptied");
  await op.execute("DROP VIEW seen");
  await op.dropTable("old");
  await op.createTable("new", sa.Column("x", sa.Integer()));
  await op.execute("INSERT INTO new VALUES (1), (2)");`);
    const text = output.stdout
      .replace(/\d+\.\d\d s/g, "N s")
      .replace(/postgresql\S+/g, "URL")
      .replace("untouched.x", "x");
    expect(text).toBe(`Preview on URL in a transaction that was rolled back; the database itself is as it was.
Revisions:
  upgrade a1 -> b2, step b2
Schema:
--- before
+++ after
@@ -1,24 +1,18 @@
 CREATE TABLE account (
     id INTEGER DEFAULT nextval('account_id_seq'::regclass) NOT NULL,
-    name VARCHAR(20),
-    spare INTEGER,
+    title VARCHAR(20),
+    email VARCHAR(50),
     CONSTRAINT account_pkey PRIMARY KEY (id)
 );
 
-CREATE INDEX ix_spare ON account (spare);
-
 CREATE TABLE emptied (
     x INTEGER
 );
 
-CREATE TABLE "old" (
+CREATE TABLE "new" (
     x INTEGER
 );
 
 CREATE TABLE untouched (
     x INTEGER
 );
-
-CREATE VIEW seen AS
-SELECT x
-   FROM untouched;
Rows:
  account: 3 -> 3 (1 added, 1 removed, 1 changed)
  emptied: 1 -> 0 (0 added, 1 removed, 0 changed)
  new: 2 (new table)
Lost:
  index ix_spare on account
  table old (2 rows)
  view seen
  column account.name (its values are now in title)
  column account.spare
Locks:
  upgrade a1 -> b2, step b2: ACCESS EXCLUSIVE on account, ACCESS EXCLUSIVE on emptied, ACCESS EXCLUSIVE on old, N s
Time: N s
`);
    expect(output.stderr).toMatch(/^The preview runs on .* itself, in a transaction that is rolled back/);
    const { rows } = await other.execute("SELECT version_num, (SELECT count(*) FROM old) AS n FROM alembic_version");
    expect(rows).toEqual([{ version_num: "a1", n: 2 }]);
  });

  test.each(["COMMIT", "/* c */ rollback; DROP TABLE old", "SELECT ';'; END", "PREPARE TRANSACTION 'x'"])(
    "when a script executes %j then it is refused, and nothing is changed",
    async (sql) => {
      const { previews } = await preview(`
  await op.dropTable("old");
  await op.execute(${JSON.stringify(sql)});`);
      expect(String(previews)).toContain("a statement that ends it cannot be previewed");
      expect((await other.execute("SELECT count(*) AS n FROM old")).rows).toEqual([{ n: 2 }]);
    },
  );

  test("when a savepoint is rolled back, or a text or a function has such words, then the run goes on", async () => {
    const { previews } = await preview(`
  await op.execute("SAVEPOINT s; DELETE FROM old; ROLLBACK TO s");
  await op.execute("INSERT INTO account VALUES (9, '; COMMIT', 1)");
  await op.execute("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; END; $$");`);
    expect(previews).toMatchObject([{ rows: [{ table: "account", added: 1 }], lost: [], locks: [] }]);
  });

  test("when each step has its own transaction then the preview sees what each commits", async () => {
    const { previews } = await preview(`await op.execute("DELETE FROM old");`, "transactionPerMigration: true");
    expect(previews).toMatchObject([{ rows: [{ table: "old", before: 2, after: 0, removed: 2 }] }]);
    expect((await other.execute("SELECT count(*) AS n FROM old")).rows).toEqual([{ n: 2 }]);
  });

  test("when a constraint is checked at the commit then the preview fails as the run does", async () => {
    const { previews, project } = await preview(`
  await op.execute("CREATE TABLE child (id integer REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED)");
  await op.execute("INSERT INTO child VALUES (77)");`);
    expect(String(previews)).toMatch(/violates foreign key constraint "child_id_fkey"/);
    await expect(project.upgrade()).rejects.toThrow(/violates foreign key constraint "child_id_fkey"/);
  });

  test("when a step needs to be outside of a transaction then the preview says that it cannot be previewed", async () => {
    const { previews } = await preview(`
  await op.getContext().autocommitBlock(async () => {
    await op.createIndex("ix", "old", ["x"], { postgresqlConcurrently: true });
  });`);
    expect(String(previews)).toMatch(/cannot run inside a transaction block\. A preview runs in one transaction/);
  });

  test("when there is nothing to do then the preview says so", async () => {
    const { project } = await preview(`await op.execute("SELECT 1");`);
    await project.upgrade();
    const { config, output } = project.config();
    await command.preview(config, "upgrade", "head");
    expect(output.stdout).toMatch(
      /Revisions: none to run\nSchema: no change\nRows: no change\nLost: nothing\nLocks: none/,
    );
  });
});
