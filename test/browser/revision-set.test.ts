import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import {
  type Connection,
  memoryDatabaseBytes,
  openMemoryDatabase,
  PostgresqlDialect,
  pythonRevision,
  type RevisionScript,
  RevisionSet,
  type SqlJs,
  sa,
  typescriptRevision,
} from "../../src/browser/index.js";

const sqlJs = await (createRequire(import.meta.url)("sql.js") as () => Promise<SqlJs>)();

const create: RevisionScript = {
  revision: "a1",
  downRevision: null,
  path: "a1.ts",
  upgrade: (op) =>
    op.createTable("t", sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column("a", sa.String(20))),
  downgrade: (op) => op.dropTable("t"),
};
const rebuild: RevisionScript = {
  revision: "b2",
  downRevision: "a1",
  path: "b2.ts",
  upgrade: (op) => op.batchAlterTable("t", (batch) => batch.createUniqueConstraint("uq", ["a"])),
  downgrade: (op) => op.batchAlterTable("t", (batch) => batch.dropConstraint("uq", { type: "unique" })),
};
const tableOf = (connection: Connection) =>
  connection.scalar("SELECT sql FROM sqlite_master WHERE name = 't' AND type = 'table'");
const versions = async (connection: Connection) =>
  (await connection.execute("SELECT version_num FROM alembic_version")).all().map((row) => row["version_num"]);

describe("revisions in a page", () => {
  test("when they are run up and down then tables are made, built anew and dropped", async () => {
    const connection = await openMemoryDatabase(sqlJs);
    const revisions = new RevisionSet([create, rebuild]);
    await revisions.upgrade(connection, "head");
    expect(await tableOf(connection)).toContain("CONSTRAINT uq UNIQUE (a)");
    expect(await versions(connection)).toEqual(["b2"]);
    await revisions.downgrade(connection, "-1");
    expect(await tableOf(connection)).not.toContain("UNIQUE");
    await revisions.downgrade(connection, "base");
    expect([await tableOf(connection), await versions(connection)]).toEqual([undefined, []]);
  });

  test("when a script fails then the database is as it was", async () => {
    const connection = await openMemoryDatabase(sqlJs);
    const failing = {
      ...rebuild,
      upgrade: async (op: Parameters<NonNullable<RevisionScript["upgrade"]>>[0]) => {
        await op.execute("INSERT INTO t VALUES (1, 'x')");
        await op.execute("INSERT INTO missing VALUES (1)");
      },
    };
    const revisions = new RevisionSet([create, failing]);
    await expect(revisions.upgrade(connection, "head")).rejects.toThrow("no such table: missing");
    expect(await tableOf(connection)).toBeUndefined();
    await expect(revisions.upgrade(connection, "zzz")).rejects.toThrow("Can't locate revision identified by 'zzz'");
  });

  test("when a run would leave a row without its parent then it fails", async () => {
    const connection = await openMemoryDatabase(sqlJs);
    const orphan: RevisionScript = {
      ...create,
      upgrade: async (op) => {
        await op.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
        await op.execute("CREATE TABLE child (id INTEGER REFERENCES parent (id))");
        await op.execute("INSERT INTO child VALUES (7)");
      },
    };
    await expect(new RevisionSet([orphan]).upgrade(connection, "head")).rejects.toThrow(/foreign key/i);
  });

  test("when the bytes are opened again then the database is the same", async () => {
    const connection = await openMemoryDatabase(sqlJs);
    await new RevisionSet([create]).upgrade(connection, "head");
    const copy = await openMemoryDatabase(sqlJs, memoryDatabaseBytes(connection));
    expect(await versions(copy)).toEqual(["a1"]);
    await connection.begin();
    expect(() => memoryDatabaseBytes(connection)).toThrow("transaction is open");
  });

  test("when SQL is asked for then it is that of the dialect, from any revision", async () => {
    const drop: RevisionScript = { ...rebuild, upgrade: (op) => op.dropColumn("t", "a") };
    const revisions = new RevisionSet([create, drop]);
    const dialect = new PostgresqlDialect();
    expect(await revisions.sql("upgrade", { from: "a1", to: "head" }, { dialect })).toBe(
      "BEGIN;\n\n-- Running upgrade a1 -> b2\n\nALTER TABLE t DROP COLUMN a;\n\n" +
        "UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'a1';\n\nCOMMIT;\n\n",
    );
    expect(await revisions.sql("downgrade", { from: "a1", to: "base" }, { dialect })).toContain("DROP TABLE t;");
  });
});

describe("revision files in a page", () => {
  test("when a file is Python then it is evaluated, and its message is the docstring", async () => {
    const source = `"""add a\n\nmore"""\nfrom alembic import op\nimport sqlalchemy as sa\nrevision = "p1"\ndown_revision = None\n
def upgrade():\n    op.create_table("t", sa.Column("a", sa.Integer()))\n    print("made")\n`;
    const printed: string[] = [];
    const script = await pythonRevision("p1.py", source, (text) => printed.push(text));
    const connection = await openMemoryDatabase(sqlJs);
    const revisions = new RevisionSet([script]);
    await revisions.upgrade(connection, "head");
    expect(await tableOf(connection)).toContain("a INTEGER");
    expect(printed.join("")).toBe("made\n");
    expect(revisions.map.getRevision("p1")?.doc).toBe("add a");
    await expect(revisions.downgrade(connection, "base")).rejects.toThrow("has no function 'downgrade'");
  });

  test("when a module has no identifier then it is refused by name", () => {
    expect(() => typescriptRevision("x.ts", "", {})).toThrow("Could not determine revision id from 'x.ts'");
    const found = typescriptRevision("x.ts", "/** Say\n * it\n */", { revision: "x", downRevision: null });
    expect(found.longdoc).toBe("Say\nit");
  });
});
