import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import type { Operations } from "../../src/operations/operations.js";
import { sa } from "../../src/schema/sa.js";
import { online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
});
afterEach(() => run.connection.close());

const id = (name = "id") => sa.Column(name, sa.Integer(), { primaryKey: true });
const autoincrement = { tableKwargs: { sqliteAutoincrement: true } };

/** Tables with rows that were not stored in the order of their names, and how each gets a key of its own. */
const ways: readonly [string, string, (op: Operations) => unknown, string][] = [
  ["a table without a key", "k TEXT", (op) => op.batchAlterTable("t", (batch) => batch.addColumn(id())), "id"],
  [
    "a table without a key, with a name for it",
    "k TEXT",
    (op) =>
      op.batchAlterTable("t", async (batch) => {
        await batch.addColumn(sa.Column("id", sa.Integer(), { nullable: false }));
        await batch.createPrimaryKey("pk_t", ["id"]);
      }),
    "id",
  ],
  [
    "a table without a key, which counts on",
    "k TEXT",
    (op) => op.batchAlterTable("t", { recreate: "always", ...autoincrement }, (batch) => batch.addColumn(id())),
    "id",
  ],
  [
    "a text key that goes",
    "x TEXT CONSTRAINT pk PRIMARY KEY, k TEXT",
    (op) =>
      op.batchAlterTable("t", async (batch) => {
        await batch.dropColumn("x");
        await batch.addColumn(id());
      }),
    "id",
  ],
  [
    "a text key that stays beside it",
    "k TEXT NOT NULL, CONSTRAINT pk PRIMARY KEY (k)",
    (op) =>
      op.batchAlterTable("t", async (batch) => {
        await batch.dropConstraint("pk", { type: "primary" });
        await batch.addColumn(id());
      }),
    "id",
  ],
  [
    "a key of two columns that is replaced",
    "k TEXT NOT NULL, x TEXT NOT NULL, CONSTRAINT pk PRIMARY KEY (k, x)",
    (op) =>
      op.batchAlterTable("t", async (batch) => {
        await batch.dropConstraint("pk", { type: "primary" });
        await batch.addColumn(id(), { insertBefore: "k" });
      }),
    "id",
  ],
  [
    "an integer key under another name",
    "id INTEGER PRIMARY KEY, k TEXT",
    (op) =>
      op.batchAlterTable("t", async (batch) => {
        await batch.dropColumn("id");
        await batch.addColumn(id("nid"));
      }),
    "nid",
  ],
  [
    "an integer key under another name, both counting on",
    "id INTEGER PRIMARY KEY AUTOINCREMENT, k TEXT",
    (op) =>
      op.batchAlterTable("t", { ...autoincrement }, async (batch) => {
        await batch.dropColumn("id");
        await batch.addColumn(id("nid"));
      }),
    "nid",
  ],
  [
    "two batches",
    "id INTEGER PRIMARY KEY, k TEXT",
    async (op) => {
      await op.batchAlterTable("t", (batch) => batch.dropColumn("id"));
      await op.batchAlterTable("t", (batch) => batch.addColumn(id("nid")));
    },
    "nid",
  ],
  [
    "a table whose columns have the names of row numbers",
    "rowid TEXT, _rowid_ TEXT, k TEXT",
    (op) => op.batchAlterTable("t", (batch) => batch.addColumn(id("oid"))),
    "oid",
  ],
];

describe("a new integer key", () => {
  for (const rows of [0, 3, 12_001])
    test.each(ways)(
      `when %s gets one then its ${rows} rows are numbered in their order`,
      async (_what, columns, change, key) => {
        await run.op.execute(`CREATE TABLE t (${columns})`);
        const names = columns.includes("x TEXT") ? "k, x" : "k";
        const values = columns.includes("x TEXT") ? "v, v" : "v";
        // Each third row is gone again, so the old numbers have gaps.
        await run.op.execute(
          `WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < ${rows}) INSERT INTO t (${names}) SELECT ${values.replaceAll("v", "'k' || (v * 7919 % 100003)")} FROM n WHERE ${rows} > 0`,
        );
        const order = columns.includes("_rowid_") ? "oid" : "rowid";
        await run.op.execute(`DELETE FROM t WHERE ${order} % 3 = 1`);
        const before = await run.op.getBind().execute(`SELECT k FROM t ORDER BY ${order}`);
        await change(run.op);
        const after = await run.op.getBind().execute(`SELECT ${key} AS id, k FROM t ORDER BY ${key}`);
        expect([...after]).toEqual([...before].map(({ k }, at) => ({ id: at + 1, k })));
        expect(await run.op.getBind().scalar(`SELECT name FROM pragma_table_info('t') WHERE pk = 1`)).toBe(key);
        expect(run.warnings).toEqual([]);
      },
    );

  test("when a table without row numbers gets one then its rows are numbered in the order of its key", async () => {
    await run.op.execute("CREATE TABLE t (k TEXT PRIMARY KEY) WITHOUT ROWID");
    await run.op.execute("INSERT INTO t VALUES ('b'), ('a'), ('c')");
    const copyFrom = sa.Table("t", sa.MetaData(), sa.Column("k", sa.Text(), { nullable: false }));
    await run.op.batchAlterTable("t", { copyFrom, recreate: "always" }, (batch) => batch.addColumn(id()));
    const rows = await run.op.getBind().execute("SELECT id, k FROM t ORDER BY id");
    expect([...rows]).toEqual([
      { id: 1, k: "a" },
      { id: 2, k: "b" },
      { id: 3, k: "c" },
    ]);
  });

  test("when the table counts its numbers then it counts on from the old ones", async () => {
    await run.op.execute("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, k TEXT)");
    await run.op.execute("INSERT INTO t VALUES (41, 'a'), (42, 'b')");
    await run.op.batchAlterTable("t", { ...autoincrement }, async (batch) => {
      await batch.dropColumn("id");
      await batch.addColumn(id("nid"));
    });
    await run.op.execute("INSERT INTO t (k) VALUES ('c')");
    expect(await run.op.getBind().scalar("SELECT nid FROM t WHERE k = 'c'")).toBe(43);
  });

  test("when a value of another column is lost then the rebuild fails and the table stays", async () => {
    await run.op.execute("CREATE TABLE t (k TEXT)");
    await run.op.execute("INSERT INTO t VALUES ('a'), ('b')");
    const { sink } = run.host;
    Object.assign(run.host, {
      sink: {
        ...sink,
        execute: (statement: { sql: string }, origin: never) =>
          sink.execute(
            {
              ...statement,
              sql: statement.sql.replace(/^(INSERT INTO .*_alembic_tmp_t.* SELECT .*), "k"/, "$1, upper(k)"),
            },
            origin,
          ),
      },
    });
    await expect(run.op.batchAlterTable("t", (batch) => batch.addColumn(id()))).rejects.toThrow(
      /2 values of column 'k' are not what they were/,
    );
    expect(await run.op.getBind().scalar("SELECT sql FROM sqlite_schema")).toBe("CREATE TABLE t (k TEXT)");
  });
});

describe("rows that nothing identifies", () => {
  // Written in their order, and in another one by an index that has all columns.
  const hidden =
    "CREATE TABLE t (rowid TEXT, oid TEXT, _rowid_ TEXT); CREATE INDEX i ON t (_rowid_, oid, rowid); INSERT INTO t VALUES ('c', '2', 'd'), ('a', '1', 'b'), ('a', '1', 'b')";
  const unchanged = [
    ["c", "2", "d"],
    ["a", "1", "b"],
    ["a", "1", "b"],
  ];
  const ways: readonly [string, string, (op: Operations) => unknown, unknown[][]][] = [
    [
      "columns hide the rows' numbers",
      hidden,
      (op) => op.batchAlterTable("t", (batch) => batch.alterColumn("oid", { type: sa.Integer() })),
      unchanged.map(([one, two, three]) => [one, Number(two), three]),
    ],
    [
      "columns hide them and a key is added",
      hidden,
      (op) => op.batchAlterTable("t", (batch) => batch.addColumn(id())),
      unchanged.map((row, at) => [...row, at + 1]),
    ],
    [
      "the last of these names is added",
      hidden.replace("_rowid_ TEXT", "k TEXT").replace("_rowid_", "k"),
      (op) => op.batchAlterTable("t", { recreate: "always" }, (b) => b.addColumn(sa.Column("_rowid_", sa.Text()))),
      unchanged.map((row) => [...row, null]),
    ],
    [
      "a table WITHOUT ROWID loses its key",
      "CREATE TABLE t (k TEXT, v TEXT, CONSTRAINT pk PRIMARY KEY (k)) WITHOUT ROWID; CREATE INDEX i ON t (v); INSERT INTO t VALUES ('a', '2'), ('b', '3'), ('c', '1')",
      (op) =>
        op.batchAlterTable("t", { tableKwargs: { sqliteWithRowid: true } }, async (batch) => {
          await batch.dropConstraint("pk", { type: "primary" });
          await batch.alterColumn("v", { type: sa.Integer() });
        }),
      [
        ["a", 2],
        ["b", 3],
        ["c", 1],
      ],
    ],
  ];
  test.each(ways)("when %s then they are compared in their order, and stay", async (_what, sql, work, wanted) => {
    for (const one of sql.split("; ")) await run.op.execute(one);
    await work(run.op);
    const rows = await run.op.getBind().execute("SELECT * FROM t NOT INDEXED");
    expect([...rows].map(Object.values)).toEqual(wanted);
    expect(run.warnings).toEqual([]);
  });

  test("when a value of such a row is lost then the rebuild fails and the table stays", async () => {
    for (const one of hidden.split("; ")) await run.op.execute(one);
    await run.op.execute("CREATE TRIGGER g AFTER UPDATE ON t BEGIN SELECT 1; END");
    const { sink } = run.host;
    const spoilt = (sql: string): string => sql.replace(/SELECT "rowid"|SELECT rowid/, "SELECT upper(rowid)");
    Object.assign(run.host, {
      sink: {
        ...sink,
        execute: (one: { sql: string }, origin: never) => sink.execute({ ...one, sql: spoilt(one.sql) }, origin),
      },
    });
    const work = run.op.batchAlterTable("t", (batch) => batch.alterColumn("oid", { type: sa.Integer() }));
    await expect(work).rejects.toThrow(/3 values of column 'rowid' are not what they were/);
    expect(await run.op.getBind().scalar("SELECT typeof(oid) FROM t")).toBe("text");
  });

  test("when rows are to be stored by a key that is new then the error says what to do first", async () => {
    await run.op.execute("CREATE TABLE t (k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID");
    await run.op.execute("INSERT INTO t VALUES ('a', '1')");
    const work = run.op.batchAlterTable("t", async (batch) => {
      await batch.dropColumn("k");
      await batch.addColumn(sa.Column("n", sa.Text(), { primaryKey: true, serverDefault: "x" }));
    });
    await expect(work).rejects.toThrow(/the new primary key is not among the old columns. Add its column in a batch/);
    expect(await run.op.getBind().scalar("SELECT k FROM t")).toBe("a");
  });
});
