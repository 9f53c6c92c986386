import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { NoSuchTableError } from "../../../src/dialects/no-such-table-error.js";
import { SqliteInspector } from "../../../src/dialects/sqlite/inspector.js";
import { SqliteDialect } from "../../../src/dialects/sqlite/sqlite-dialect.js";
import { CreateIndex } from "../../../src/schema/ddl/index-nodes.js";
import { CreateTable } from "../../../src/schema/ddl/table-nodes.js";
import { MetaData } from "../../../src/schema/metadata.js";

const statements = [
  "CREATE TABLE parent (a INTEGER, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID",
  `CREATE TABLE log (
    id INTEGER CONSTRAINT pk PRIMARY KEY AUTOINCREMENT, -- the key
    kind VARCHAR (10) NOT NULL ON CONFLICT REPLACE DEFAULT ('a:b)') COLLATE NOCASE,
    x INTEGER, y TEXT,
    shout TEXT GENERATED ALWAYS AS (upper(kind)) STORED,
    parent INTEGER CONSTRAINT fk_one REFERENCES log ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CHECK (x > 0
      AND y <> ')'),
    CONSTRAINT named CHECK (x < 10),
    UNIQUE (Y, x) ON CONFLICT IGNORE,
    FOREIGN KEY (x, y) REFERENCES parent
  )`,
  "CREATE INDEX ix_b ON log (kind DESC, lower(y) COLLATE RTRIM) WHERE x > 3",
  "CREATE UNIQUE INDEX ix_a ON log (x)",
  "CREATE TABLE exact (n INT, r REAL) STRICT",
  "CREATE VIEW busy AS SELECT id FROM log WHERE x > 1",
  "CREATE TRIGGER note AFTER INSERT ON log BEGIN DELETE FROM exact; END",
  "CREATE VIEW broken AS SELECT 1 FROM missing_table",
  "CREATE VIRTUAL TABLE search USING fts5(words)",
  "CREATE TEMP TABLE short (z TEXT)",
];

let connection: DriverConnection;
let inspector: SqliteInspector;
beforeAll(async () => {
  connection = await openDatabase("sqlite://");
  for (const statement of statements) {
    try {
      await connection.execute(statement);
    } catch (error) {
      if (!/no such module/.test(String(error))) throw error;
    }
  }
  inspector = new SqliteInspector(connection);
});
afterAll(() => connection.close());

describe("SqliteInspector", () => {
  test("when names are asked for then tables, views and triggers come apart, in order", async () => {
    expect((await inspector.getTableNames()).filter((name) => !name.startsWith("search"))).toEqual([
      "exact",
      "log",
      "parent",
    ]);
    expect(await inspector.getViewNames()).toEqual(["broken", "busy"]);
    expect(await inspector.getTempTableNames()).toEqual(["short"]);
    expect(await inspector.getSchemaNames()).toEqual(["main"]);
    expect(await inspector.getViewDefinition("busy")).toBe(statements[5]);
    expect(await inspector.getTriggers("LOG")).toEqual([{ name: "note", tableName: "log", sql: statements[6] }]);
    expect(await inspector.hasTable("Log")).toBe(true);
    expect(await inspector.hasTable("short")).toBe(true);
    expect(await inspector.hasTable("none")).toBe(false);
    expect(await inspector.hasIndex("log", "IX_A")).toBe(true);
    expect(await inspector.hasIndex("log", "ix_c")).toBe(false);
  });

  test("when columns are asked for then type, default, collation and expression are told", async () => {
    const columns = await inspector.getColumns("log");
    expect(columns.map(({ name, typeText, nullable, primaryKey }) => [name, typeText, nullable, primaryKey])).toEqual([
      ["id", "INTEGER", true, 1],
      ["kind", "VARCHAR (10)", false, 0],
      ["x", "INTEGER", true, 0],
      ["y", "TEXT", true, 0],
      ["shout", "TEXT", true, 0],
      ["parent", "INTEGER", true, 0],
    ]);
    expect(columns[0]?.autoincrement).toBe(true);
    expect(columns[1]).toMatchObject({
      default: "'a:b)'",
      collation: "NOCASE",
      dialectOptions: { sqliteOnConflictNotNull: "REPLACE" },
    });
    expect(columns[1]?.type.typeName).toBe("VARCHAR");
    expect(columns[4]?.computed).toEqual({ sqltext: "upper(kind)", persisted: true });
    expect((await inspector.getColumns("busy")).map(({ name }) => name)).toEqual(["id"]);
  });

  test("when constraints are asked for then names, columns and texts are those of the statement", async () => {
    expect(await inspector.getPkConstraint("log")).toMatchObject({ name: "pk", constrainedColumns: ["id"] });
    expect(await inspector.getPkConstraint("parent")).toMatchObject({ name: null, constrainedColumns: ["b", "a"] });
    expect(await inspector.getUniqueConstraints("log")).toEqual([
      { name: null, columnNames: ["y", "x"], dialectOptions: { sqliteOnConflict: "IGNORE" } },
    ]);
    expect(await inspector.getCheckConstraints("log")).toEqual([
      { name: "named", sqltext: "x < 10" },
      { name: null, sqltext: "x > 0\n      AND y <> ')'" },
    ]);
    expect(await inspector.getForeignKeys("log")).toEqual([
      {
        name: "fk_one",
        constrainedColumns: ["parent"],
        referredSchema: null,
        referredTable: "log",
        referredColumns: ["id"],
        options: { ondelete: "SET NULL", deferrable: true, initially: "DEFERRED" },
      },
      {
        name: null,
        constrainedColumns: ["x", "y"],
        referredSchema: null,
        referredTable: "parent",
        referredColumns: ["b", "a"],
        options: {},
      },
    ]);
  });

  test("when indexes are asked for then order, expressions, collation and condition are told", async () => {
    expect(await inspector.getIndexes("log")).toMatchObject([
      { name: "ix_a", columnNames: ["x"], unique: true, where: null },
      {
        name: "ix_b",
        columnNames: ["kind", null],
        expressions: ["kind", "lower(y)"],
        unique: false,
        columnSorting: { kind: ["desc"] },
        columnCollation: { "lower(y)": "RTRIM" },
        where: "x > 3",
      },
    ]);
  });

  test("when options are asked for then STRICT and WITHOUT ROWID are told", async () => {
    expect(await inspector.getTableOptions("exact")).toEqual({ sqliteStrict: true });
    expect(await inspector.getTableOptions("parent")).toEqual({ sqliteWithRowid: false });
    expect(await inspector.getTableComment("log")).toEqual({ text: null });
  });

  test("when a module runs tables then they are told apart", async () => {
    const { rows } = await connection.execute("SELECT count(*) AS n FROM sqlite_master WHERE name = 'search'");
    const names = await inspector.getModuleTableNames();
    expect(names.includes("search")).toBe(Number(rows[0]?.["n"]) === 1);
    expect(names.every((name) => name.startsWith("search"))).toBe(true);
  });

  test("when SQLite lacks the module of a virtual table then its shadow tables are told by their names", async () => {
    const other = await openDatabase("sqlite://");
    const virtual = async (name: string, module: string) => {
      await other.execute(
        `INSERT INTO sqlite_master VALUES ('table', '${name}', '${name}', 0, 'CREATE VIRTUAL TABLE "${name}" USING ${module}(body)')`,
      );
    };
    for (const name of ["note", "Note_fts_DATA", "note_fts_idx", "note_fts_more", "box_node", "box_nodes", "odd_any"])
      await other.execute(`CREATE TABLE ${name} (a)`);
    await other.execute("PRAGMA writable_schema = ON");
    await virtual("note_fts", "FTS5");
    await virtual("box", '"rtree"');
    await virtual("odd", "unheard_of");
    await other.execute("PRAGMA writable_schema = RESET");
    expect(await new SqliteInspector(other).getModuleTableNames()).toEqual([
      ...["Note_fts_DATA", "box", "box_node", "note_fts", "note_fts_idx", "odd", "odd_any"],
    ]);
    await other.close();
  });

  test("when a table is missing then that is an error", async () => {
    await expect(inspector.getColumns("none")).rejects.toThrow(NoSuchTableError);
    await expect(inspector.getViewDefinition("log")).rejects.toThrow(NoSuchTableError);
  });

  test("when all tables are read at once then a broken view is in nobody's way, and the answers are the same", async () => {
    const other = new SqliteInspector(connection);
    await other.cacheTables();
    for (const name of ["log", "parent", "exact"]) {
      expect(await other.getColumns(name)).toEqual(await inspector.getColumns(name));
      expect(await other.getIndexes(name)).toEqual(await inspector.getIndexes(name));
      expect(await other.getForeignKeys(name)).toEqual(await inspector.getForeignKeys(name));
    }
  });

  test("when the schema changes then the answers stay until the cache is cleared", async () => {
    await connection.execute("CREATE TABLE moving (a TEXT)");
    expect((await inspector.getColumns("moving")).length).toBe(1);
    await connection.execute("ALTER TABLE moving ADD COLUMN b TEXT");
    expect((await inspector.getColumns("moving")).length).toBe(1);
    inspector.clearCache();
    expect((await inspector.getColumns("moving")).length).toBe(2);
    await connection.execute("DROP TABLE moving");
  });

  test("when a table is reflected then what it compiles to is the same table", async () => {
    const metadata = new MetaData();
    const dialect = new SqliteDialect();
    const second = await openDatabase("sqlite://");
    for (const name of ["parent", "log", "exact"]) {
      const table = await inspector.reflectTable(name, metadata);
      expect(await inspector.reflectTable(name, metadata)).toBe(table);
      for (const node of [new CreateTable(table), ...table.indexes.map((index) => new CreateIndex(index))])
        for (const { sql } of dialect.compile(node)) await second.execute(sql);
    }
    const again = new SqliteInspector(second);
    for (const name of ["parent", "log", "exact"]) {
      expect(await again.getIndexes(name)).toMatchObject(
        (await inspector.getIndexes(name)).map(({ sql: _sql, dialectOptions: _options, ...index }) => index),
      );
      expect(await again.getForeignKeys(name)).toEqual(
        expect.arrayContaining([...(await inspector.getForeignKeys(name))]),
      );
      expect(await again.getCheckConstraints(name)).toEqual(await inspector.getCheckConstraints(name));
      expect(await again.getTableOptions(name)).toEqual(await inspector.getTableOptions(name));
    }
    await second.close();
  });

  test("when columns are left out then so is what names them", async () => {
    const table = await inspector.reflectTable("log", new MetaData(), { includeColumn: (name) => name !== "x" });
    expect(table.columns.map(({ name }) => name)).not.toContain("x");
    expect(table.indexes.map(({ name }) => name)).toEqual(["ix_b"]);
    expect(table.foreignKeyConstraints.map(({ name }) => name)).toEqual(["fk_one"]);
  });
});
