import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import type { Operations } from "../../src/operations/operations.js";
import { sa } from "../../src/schema/sa.js";
import { offline, online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
});
afterEach(() => run.connection.close());

/** A table whose application fills in every column but c. */
function filledTable() {
  let count = 0;
  return sa.Table(
    "t",
    sa.MetaData(),
    sa.Column("a", sa.Integer(), { default: 42, onupdate: 7 }),
    sa.Column("c", sa.Integer()),
    sa.Column("d", sa.String(), { default: sa.func.lower("X"), onupdate: sa.func.upper("y") }),
    sa.Column("e", sa.Integer(), { default: () => count++, onupdate: () => 5 }),
    sa.Column("j", sa.JSON(), { default: { x: 1 } }),
  );
}

const columns = "a INT, c INT, d TEXT, e INT, j JSON";

async function fill(op: Operations): Promise<void> {
  const t = filledTable();
  await op.bulkInsert(t, [{ c: 1 }, { c: 2 }]);
  await op.bulkInsert(t, [{ c: 3 }], { multiinsert: false });
  await op.execute(sa.insert(t).values({ c: 4 }));
  await op.execute(sa.insert(t).values([{ c: 5 }, { c: 6 }]));
  await op.execute(sa.insert(t).values({ c: 7, a: null }));
  await op.execute(sa.insert(t).fromSelect(["c"], sa.select(t.c.c).where(t.c.c.eq(7))));
  await op.execute(sa.update(t).values({ c: 8 }).where(t.c.c.eq(1)));
}

describe("defaults of the application", () => {
  test("when a row leaves a column out then the column has its default, in an UPDATE its onupdate", async () => {
    await run.op.execute(`CREATE TABLE t (${columns})`);
    await fill(run.op);
    await run.op.getBind().execute(sa.insert(filledTable()), [{ c: 9 }, { c: 10 }]);
    await run.op.execute(sa.insert(filledTable()));
    const rows = await run.op.getBind().execute("SELECT * FROM t");
    expect(rows.map((row) => Object.values(row))).toEqual([
      [7, 8, "Y", 5, '{"x": 1}'],
      [42, 2, "x", 1, '{"x": 1}'],
      [42, 3, "x", 2, '{"x": 1}'],
      [42, 4, "x", 3, '{"x": 1}'],
      [42, 5, "x", 4, '{"x": 1}'],
      [42, 6, "x", 5, '{"x": 1}'],
      [null, 7, "x", 6, '{"x": 1}'],
      [42, 7, "x", 7, '{"x": 1}'],
      [42, 9, "x", 0, '{"x": 1}'],
      [42, 10, "x", 1, '{"x": 1}'],
      [42, null, "x", 0, '{"x": 1}'],
    ]);
  });

  test("when the table comes from createTable then its defaults are known", async () => {
    const t = await run.op.createTable(
      "t",
      sa.Column("a", sa.Integer(), { default: 42, onupdate: 7 }),
      sa.Column("c", sa.Integer()),
    );
    await run.op.bulkInsert(t, [{ c: 1 }, { c: 2 }]);
    await run.op.execute(sa.insert(t).values({ c: 3 }));
    await run.op.execute(sa.update(t).values({ c: 4 }).where(t.column("c").eq(1)));
    const rows = await run.op.getBind().execute("SELECT * FROM t");
    expect(rows.map((row) => Object.values(row))).toEqual([
      [7, 4],
      [42, 2],
      [42, 3],
    ]);
  });

  test("when a batch builds the table anew then the rows that are there have the new column's default", async () => {
    await run.op.execute("CREATE TABLE t (a INT)");
    await run.op.execute("INSERT INTO t VALUES (1), (2)");
    await run.op.batchAlterTable("t", { recreate: "always" }, (batch) => {
      batch.addColumn(sa.Column("q", sa.Integer(), { default: 5, nullable: false }));
      batch.addColumn(sa.Column("r", sa.String(), { default: sa.func.lower("X") }));
      batch.addColumn(sa.Column("s", sa.JSON(), { default: () => ({ it: "it's" }) }));
      batch.addColumn(sa.Column("u", sa.LargeBinary(), { default: Uint8Array.of(120) }));
      batch.addColumn(sa.Column("v", sa.Integer(), sa.Sequence("sq")));
    });
    const added = { q: 5, r: "x", s: '{"it": "it\'s"}', u: Uint8Array.of(120), v: null };
    expect([...(await run.op.getBind().execute("SELECT * FROM t"))]).toEqual([
      { a: 1, ...added },
      { a: 2, ...added },
    ]);
  });

  test("when it is a script then expressions are written, and other values are NULL as in Alembic's", async () => {
    expect(await offline("postgresql", fill, { literalBinds: true })).toBe(
      [
        "INSERT INTO t (a, c, d, e, j) VALUES (NULL, 1, lower('X'), NULL, NULL);",
        "INSERT INTO t (a, c, d, e, j) VALUES (NULL, 2, lower('X'), NULL, NULL);",
        "INSERT INTO t (a, c, d, e, j) VALUES (NULL, 3, lower('X'), NULL, NULL);",
        "INSERT INTO t (a, c, d, e, j) VALUES (NULL, 4, lower('X'), NULL, NULL);",
        "INSERT INTO t (a, c, d, e, j) VALUES (NULL, 5, lower('X'), NULL, NULL), (NULL, 6, lower('X'), NULL, NULL);",
        "INSERT INTO t (a, c, d, e, j) VALUES (NULL, 7, lower('X'), NULL, NULL);",
        "INSERT INTO t (c, a, d, e, j) SELECT t.c, NULL AS anon_1, lower('X') AS lower_1, NULL AS anon_2, NULL AS anon_3 \nFROM t \nWHERE t.c = 7;",
        "UPDATE t SET a=NULL, c=8, d=upper('y'), e=NULL WHERE t.c = 1;",
        "",
      ].join("\n\n"),
    );
    const written = await offline("postgresql", fill, { dialectOpts: { paramstyle: "pyformat" } });
    expect(written).toContain(
      "INSERT INTO t (a, c, d, e, j) VALUES (%(a)s::INTEGER, 1, lower(%(lower_1)s::VARCHAR), %(e)s::INTEGER, %(j)s::JSON);",
    );
    expect(written).toContain(
      "SELECT t.c, %(a)s::INTEGER AS anon_1, lower(%(lower_2)s::VARCHAR) AS lower_1, %(e)s::INTEGER AS anon_2",
    );
  });

  test("when it is a sequence then databases that have some take the next number", async () => {
    const t = sa.Table(
      "t",
      sa.MetaData(),
      sa.Column("id", sa.Integer(), sa.Sequence("sq"), { primaryKey: true }),
      sa.Column("c", sa.Integer()),
      sa.Column("z", sa.Integer(), sa.Sequence("oq", { optional: true })),
    );
    const insert = (op: Operations) => op.execute(sa.insert(t).values({ c: 1 }));
    const opts = { literalBinds: true };
    expect(await offline("sqlite", insert, opts)).toBe("INSERT INTO t (c) VALUES (1);\n\n");
    expect(await offline("postgresql", insert, opts)).toBe(
      "INSERT INTO t (id, c) VALUES (nextval('sq'), 1) RETURNING t.id;\n\n",
    );
    expect(await offline("oracle", insert, opts)).toBe(
      "INSERT INTO t (id, c, z) VALUES (sq.nextval, 1, oq.nextval) RETURNING t.id INTO :ret_0\n\n/\n\n",
    );
  });

  test("when a key has an expression then it is asked for, or left to the run where that cannot be", async () => {
    const t = sa.Table(
      "t",
      sa.MetaData(),
      sa.Column("id", sa.Integer(), { primaryKey: true, default: sa.func.coalesce(1, 2) }),
      sa.Column("c", sa.Integer()),
    );
    const insert = (op: Operations) => op.execute(sa.insert(t).values({ c: 1 }));
    const opts = { literalBinds: true };
    expect(await offline("sqlite", insert, opts)).toBe(
      "INSERT INTO t (id, c) VALUES (coalesce(1, 2), 1) RETURNING id;\n\n",
    );
    expect(await offline("mysql", insert, opts)).toBe("INSERT INTO t (id, c) VALUES (NULL, 1);\n\n");
    const bulk = (op: Operations) => op.bulkInsert(t, [{ c: 1 }]);
    expect(await offline("mysql", bulk, opts)).toBe("INSERT INTO t (id, c) VALUES (coalesce(1, 2), 1);\n\n");
  });

  test("when a function gives a promise then it is refused", async () => {
    await run.op.execute("CREATE TABLE t (a INT, c INT)");
    const a = sa.Column("a", sa.JSON(), { default: async () => 1 });
    const t = sa.Table("t", sa.MetaData(), a, sa.Column("c", sa.Integer()));
    await expect(run.op.bulkInsert(t, [{ c: 1 }])).rejects.toThrow("The default of column 'a' returns a promise");
  });
});
