import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RenderItem } from "../../src/autogenerate/autogen-context.js";
import type { AutogenOptions } from "../../src/autogenerate/autogen-options.js";
import { compareMetadata } from "../../src/autogenerate/compare-metadata.js";
import { produceMigrations } from "../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../src/autogenerate/render/render-typescript-code.js";
import { RevisionContext } from "../../src/autogenerate/revision-context.js";
import { Rewriter } from "../../src/autogenerate/rewriter.js";
import { databaseDdl } from "../../src/autogenerate/schema-diff/database-ddl.js";
import { databaseSchemaDiff } from "../../src/autogenerate/schema-diff/database-schema-diff.js";
import { schemaDiff } from "../../src/autogenerate/schema-diff/schema-diff.js";
import { MigrationScript } from "../../src/operations/directives/migration-script.js";
import { CreateTableOp } from "../../src/operations/directives/table-ops.js";
import { DowngradeOps, UpgradeOps } from "../../src/operations/directives/upgrade-ops.js";
import type { Connection } from "../../src/runtime/connection.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import type { MetaData } from "../../src/schema/metadata.js";
import { sa } from "../../src/schema/sa.js";
import { buildMetadata } from "./support/build-metadata.js";
import { database, diffs } from "./support/compare.js";
import { randomSchema } from "./support/random-schema.js";
import { runOperations } from "./support/run-operations.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["AUTOGENERATE_RUNS"] ?? (process.env["CI"] ? 150 : 40));

const contextOf = (connection: Connection, options: AutogenOptions = {}): MigrationContext =>
  MigrationContext.configure({ connection, compareServerDefault: true, ...options });

const namingConvention = {
  ix: "ix_%(column_0_label)s",
  uq: "uq_%(table_name)s_%(column_0_name)s",
  ck: "ck_%(table_name)s_%(constraint_name)s",
  fk: "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
  pk: "pk_%(table_name)s",
};

const ddlOf = (connection: Connection): Promise<string> => databaseDdl(connection.inspector(), connection.dialect);

test("when SQLite lacks the module of a virtual table then the rest of the database is shown", async () => {
  const connection = await database("CREATE TABLE note (body TEXT)");
  await connection.execute("PRAGMA writable_schema = ON");
  await connection.execute(
    "INSERT INTO sqlite_master VALUES ('table', 'note_fts', 'note_fts', 0, 'CREATE VIRTUAL TABLE note_fts USING fts5(body)')",
  );
  await connection.execute("PRAGMA writable_schema = RESET");
  expect(await ddlOf(connection)).toMatch(/^CREATE TABLE note \([^;]*;\s*$/);
  await connection.close();
});

/** Runs the script that is written for the models. */
async function upgrade(connection: Connection, metadata: MetaData, options: AutogenOptions = {}): Promise<void> {
  const migrationContext = contextOf(connection, options);
  const { upgradeOps } = await produceMigrations(migrationContext, metadata);
  if (upgradeOps === null) throw new Error("no operations");
  await runOperations(connection, renderTypescriptCode(upgradeOps, { migrationContext }));
}

/** What `check --diff` prints for a database that the statements make. */
async function diffOf(
  statements: readonly string[],
  metadata: MetaData,
  options: AutogenOptions = {},
): Promise<string> {
  const connection = await database(...statements);
  try {
    return await databaseSchemaDiff(contextOf(connection, options), metadata);
  } finally {
    await connection.close();
  }
}

const added = (diff: string): readonly string[] =>
  diff
    .split("\n")
    .filter((line) => /^\+(?!\+\+)/.test(line))
    .map((line) => line.slice(1));

describe("diff of the schemas", () => {
  test(`when schemas differ then the diff leads to what the script makes, and is empty where nothing is found (SEED=${seed})`, async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(randomSchema(), randomSchema(), async (from, to) => {
        const connection = await database();
        try {
          await upgrade(connection, buildMetadata(from));
          expect(await databaseSchemaDiff(contextOf(connection), buildMetadata(from))).toBe("");
          const before = await ddlOf(connection);
          const differences = await compareMetadata(contextOf(connection), buildMetadata(to));
          const diff = await databaseSchemaDiff(contextOf(connection), buildMetadata(to));
          expect(diff === "", JSON.stringify(differences.map(([kind]) => kind))).toBe(differences.length === 0);
          found += differences.length;
          await upgrade(connection, buildMetadata(to));
          expect(diff).toBe(await schemaDiff({ before, after: await ddlOf(connection) }));
          expect(await databaseSchemaDiff(contextOf(connection), buildMetadata(to))).toBe("");
        } finally {
          await connection.close();
        }
      }),
      { seed, numRuns: runs },
    );
    expect(found).toBeGreaterThan(runs);
  }, 600_000);

  test(`when constraints are written inside columns then they are the same (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(randomSchema(), randomSchema(), async (from, to) => {
        const connection = await database();
        try {
          await upgrade(connection, buildMetadata(from, {}, { inColumns: true }));
          for (const inColumns of [false, true])
            expect(await compareMetadata(contextOf(connection), buildMetadata(from, {}, { inColumns }))).toEqual([]);
          const [apart, inside] = [buildMetadata(to), buildMetadata(to, {}, { inColumns: true })];
          const diff = await databaseSchemaDiff(contextOf(connection), inside);
          expect(diff).toBe(await databaseSchemaDiff(contextOf(connection), apart));
          const before = await ddlOf(connection);
          await upgrade(connection, inside);
          expect(diff).toBe(await schemaDiff({ before, after: await ddlOf(connection) }));
          expect(await compareMetadata(contextOf(connection), apart)).toEqual([]);
        } finally {
          await connection.close();
        }
      }),
      { seed, numRuns: runs },
    );
  }, 600_000);

  test(`when names come from a convention that the database does not follow then both still agree (SEED=${seed})`, async () => {
    let silent = 0;
    await fc.assert(
      fc.asyncProperty(randomSchema(), async (spec) => {
        const connection = await database();
        try {
          await upgrade(connection, buildMetadata(spec));
          const wanted = () => buildMetadata(spec, { namingConvention });
          const before = await ddlOf(connection);
          const differences = await compareMetadata(contextOf(connection), wanted());
          const diff = await databaseSchemaDiff(contextOf(connection), wanted());
          expect(diff === "", JSON.stringify(differences.map(([kind]) => kind))).toBe(differences.length === 0);
          silent += diff === "" ? 1 : 0;
          await upgrade(connection, wanted());
          expect(diff).toBe(await schemaDiff({ before, after: await ddlOf(connection) }));
        } finally {
          await connection.close();
        }
      }),
      { seed, numRuns: runs },
    );
    expect(silent).toBeGreaterThan(0);
  }, 600_000);

  test("when a new table has an indexed column then its index is shown once", async () => {
    const metadata = sa.MetaData();
    sa.Table(
      "account",
      metadata,
      sa.Column("id", sa.Integer(), { primaryKey: true }),
      sa.Column("name", sa.String(20), { index: true }),
      sa.Column("mail", sa.String(20), { index: true, unique: true }),
    );
    expect(added(await diffOf([], metadata))).toEqual([
      "CREATE TABLE account (",
      "    id INTEGER NOT NULL,",
      "    name VARCHAR(20),",
      "    mail VARCHAR(20),",
      "    PRIMARY KEY (id)",
      ");",
      "",
      "CREATE UNIQUE INDEX ix_account_mail ON account (mail);",
      "",
      "CREATE INDEX ix_account_name ON account (name);",
    ]);
  });

  test("when a naming convention is given then the keys of new tables and columns have its names", async () => {
    const metadata = sa.MetaData({ namingConvention });
    sa.Table("account", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }));
    sa.Table(
      "entry",
      metadata,
      sa.Column("id", sa.Integer(), { primaryKey: true }),
      sa.Column("code", sa.String(8), { unique: true }),
      sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")),
      sa.Column("kind", sa.Enum("a", "b", { name: "kind", createConstraint: true })),
      sa.CheckConstraint("id > 0", { name: "positive" }),
    );
    const own = ["CREATE TABLE account (id INTEGER NOT NULL, PRIMARY KEY (id))"];
    expect(added(await diffOf(own, metadata))).toEqual([
      "",
      "CREATE TABLE entry (",
      "    id INTEGER NOT NULL,",
      "    code VARCHAR(8),",
      "    account_id INTEGER,",
      "    kind VARCHAR(1),",
      "    CONSTRAINT pk_entry PRIMARY KEY (id),",
      "    CONSTRAINT ck_entry_kind CHECK (kind IN ('a', 'b')),",
      "    CONSTRAINT ck_entry_positive CHECK (id > 0),",
      "    CONSTRAINT fk_entry_account_id_account FOREIGN KEY(account_id) REFERENCES account (id),",
      "    CONSTRAINT uq_entry_code UNIQUE (code)",
      ");",
    ]);
  });

  test.each<readonly [string, string]>([
    ["the primary key has no name", "(id INTEGER NOT NULL, name TEXT, n INTEGER DEFAULT '1', PRIMARY KEY (id))"],
    ["the key stands in its column", "(id INTEGER PRIMARY KEY, name TEXT, n INTEGER DEFAULT 1)"],
    ["types are written in another way", "(id integer NOT NULL PRIMARY KEY, name text, n Integer DEFAULT (1))"],
    ["columns stand in another order", "(n INTEGER DEFAULT 1, name TEXT, id INTEGER NOT NULL PRIMARY KEY)"],
    ["numbers are never given twice", "(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, n INTEGER DEFAULT 1)"],
    ["a conflict has an answer", "(id INTEGER PRIMARY KEY ON CONFLICT REPLACE, name TEXT, n INTEGER DEFAULT 1)"],
    ["a column has a collation", "(id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, n INTEGER DEFAULT 1)"],
    ["the key is another one", "(id INTEGER NOT NULL, name TEXT, n INTEGER DEFAULT 1, PRIMARY KEY (id, name))"],
    ["the table is strict", "(id INTEGER PRIMARY KEY, name TEXT, n INTEGER DEFAULT 1) STRICT"],
    ["the table has no row ids", "(id INTEGER PRIMARY KEY NOT NULL, name TEXT, n INTEGER DEFAULT 1) WITHOUT ROWID"],
  ])("when %s then nothing is found and nothing is shown", async (_, definition) => {
    const statement = `CREATE TABLE account ${definition}`;
    const metadata = sa.MetaData({ namingConvention });
    const [id, n] = [
      sa.Column("id", sa.Integer(), { primaryKey: true }),
      sa.Column("n", sa.Integer(), { serverDefault: "1" }),
    ];
    sa.Table("account", metadata, id, sa.Column("name", sa.Text()), n);
    expect(await diffs([statement], metadata)).toEqual([]);
    expect(await diffOf([statement], metadata)).toBe("");
  });

  test("when something else changes then what is not compared stays as it is, in its words and its place", async () => {
    const statement = `CREATE TABLE account (
      n MONEY, id integer PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE,
      CONSTRAINT uq_account_name UNIQUE (name) ON CONFLICT IGNORE
    )`;
    const metadata = sa.MetaData({ namingConvention });
    sa.Table(
      "account",
      metadata,
      sa.Column("id", sa.Integer(), { primaryKey: true }),
      sa.Column("name", sa.Text(), { unique: true }),
      sa.Column("more", sa.Date()),
      sa.Column("n", sa.Numeric(), { nullable: false }),
    );
    expect(await diffOf([statement], metadata)).toBe(`--- database
+++ models
@@ -1,6 +1,7 @@
 CREATE TABLE account (
-    n MONEY,
+    n MONEY NOT NULL,
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     name TEXT COLLATE "NOCASE",
+    more DATE,
     CONSTRAINT uq_account_name UNIQUE (name) ON CONFLICT IGNORE
 );
`);
  });

  test("when hooks change the revision then the diff is that of what is left", async () => {
    const metadata = sa.MetaData();
    sa.Table("a", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }));
    sa.Table("b", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }));
    const shown = async (processRevisionDirectives: AutogenOptions["processRevisionDirectives"]) => {
      const connection = await database();
      const revision = new RevisionContext(new MigrationScript("x", new UpgradeOps(), new DowngradeOps()), {
        environmentPath: "env.ts",
        withSchemaDiff: true,
      });
      await revision.runAutogenerate(
        [],
        contextOf(connection, { targetMetadata: metadata, processRevisionDirectives }),
      );
      await connection.close();
      return { tables: revision.schemaDiffs.join("").match(/\+CREATE TABLE \w+/g), diffs: revision.diffs.length };
    };
    expect(await shown(null)).toEqual({ tables: ["+CREATE TABLE a", "+CREATE TABLE b"], diffs: 2 });
    const without = new Rewriter().rewrites(CreateTableOp, (_context, _revision, op) =>
      op.tableName === "a" ? op : [],
    );
    expect(await shown(without)).toEqual({ tables: ["+CREATE TABLE a"], diffs: 1 });
    expect(await shown(new Rewriter().rewrites(CreateTableOp, () => []))).toEqual({ tables: null, diffs: 0 });
  });

  test("when the script has words of the application then what they mean is shown", async () => {
    class Money extends sa.UserDefinedType {
      override getColSpec(): string {
        return "MONEY";
      }
    }
    const metadata = sa.MetaData();
    const price = sa.Column("price", new Money().withVariant(new Money(), "postgresql"), { nullable: false });
    sa.Table("a", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), price, sa.Column("secret", sa.Text()));
    const renderItem: RenderItem = (type, item) => {
      if (type === "column" && (item as { name: string }).name === "secret") return null;
      if (type === "column" && (item as { name: string }).name === "id") return "idColumn()";
      return type === "type" && item instanceof Money ? "new Money()" : false;
    };
    const lines = [
      "CREATE TABLE a (",
      "    id INTEGER NOT NULL,",
      "    price MONEY NOT NULL,",
      "    PRIMARY KEY (id)",
      ");",
    ];
    const prefixes = { alembicModulePrefix: "x.", sqlalchemyModulePrefix: "y." };
    expect(added(await diffOf([], metadata, { renderItem, ...prefixes }))).toEqual(lines);
    expect(added(await diffOf([], metadata))).toEqual(lines.toSpliced(3, 0, "    secret TEXT,"));
  });

  test("when tables lie in an attached database then they are shown with its name", async () => {
    const metadata = sa.MetaData();
    const id = () => sa.Column("id", sa.Integer(), { primaryKey: true });
    sa.Table("a", metadata, id(), sa.Column("n", sa.Integer(), { nullable: false }), { schema: "other" });
    sa.Table("b", metadata, id(), { schema: "other" });
    const connection = await database("ATTACH DATABASE ':memory:' AS other", "CREATE TABLE a (id INTEGER PRIMARY KEY)");
    await connection.execute("CREATE TABLE other.a (id INTEGER PRIMARY KEY NOT NULL, n INTEGER, gone TEXT)");
    await connection.execute("CREATE INDEX other.ix ON a (gone)");
    const context = contextOf(connection, {
      includeSchemas: true,
      includeName: (name, type, { schemaName }) =>
        type !== "table" || (schemaName !== null && name !== "alembic_version"),
    });
    expect(await databaseSchemaDiff(context, metadata)).toBe(`--- database
+++ models
@@ -5,9 +5,11 @@
 
 CREATE TABLE other.a (
     id INTEGER NOT NULL,
-    n INTEGER,
-    gone TEXT,
+    n INTEGER NOT NULL,
     PRIMARY KEY (id)
 );
 
-CREATE INDEX other.ix ON a (gone);
+CREATE TABLE other.b (
+    id INTEGER NOT NULL,
+    PRIMARY KEY (id)
+);
`);
    await connection.close();
  });

  test("when a table calls a function of the application then it is shown as the models have it", async () => {
    const connection = await database(
      "CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY, b INTEGER, a INTEGER, CONSTRAINT ck CHECK (abs(a) > 0))",
      "CREATE TABLE other (id INTEGER NOT NULL PRIMARY KEY)",
      "CREATE INDEX ix ON a (a)",
      "PRAGMA writable_schema = ON",
      "UPDATE sqlite_master SET sql = replace(sql, 'abs(', 'own(')",
      "PRAGMA writable_schema = RESET",
    );
    const models = (...more: readonly string[]): MetaData => {
      const metadata = sa.MetaData({ namingConvention });
      const key = () => sa.Column("id", sa.Integer(), { primaryKey: true });
      const columns = ["a", "b", ...more].map((name) => sa.Column(name, sa.Integer(), { index: name === "a" }));
      sa.Table("a", metadata, key(), ...columns, sa.CheckConstraint("own(a) > 0", { name: sa.conv("ck") }));
      sa.Table("other", metadata, key());
      return metadata;
    };
    expect(await databaseSchemaDiff(contextOf(connection), models("c"))).toBe(`--- database
+++ models
@@ -2,8 +2,9 @@
     id INTEGER NOT NULL,
     b INTEGER,
     a INTEGER,
+    c INTEGER,
     PRIMARY KEY (id),
     CONSTRAINT ck CHECK (own(a) > 0)
 );
 
-CREATE INDEX ix ON a (a);
+CREATE INDEX ix_a_a ON a (a);
`);
    await connection.close();
  });

  test("when models are compared then they stay as they are", async () => {
    const metadata = sa.MetaData();
    const columns = [
      sa.Column("id", sa.Integer(), { primaryKey: true }),
      sa.Column("a", sa.Integer(), { index: true }),
    ];
    const table = sa.Table("a", metadata, ...columns, sa.Column("b", sa.Integer(), { unique: true }));
    table.append(sa.CheckConstraint(table.column("a").gt(0), { name: "ck" }));
    const parts = () => [table.indexes.length, table.constraints.length, table.columns.length, metadata.tables.size];
    const before = parts();
    for (const statements of [[], ["CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY, a INTEGER)"]]) {
      await diffs(statements, metadata);
      await diffOf(statements, metadata);
    }
    expect(parts()).toEqual(before);
  });
});
