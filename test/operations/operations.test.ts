import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { MetaData } from "../../src/schema/metadata.js";
import { sa } from "../../src/schema/sa.js";
import { offline, online, type Run, startRun } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
});
afterEach(() => run.connection.close());

describe("the bind of a run", () => {
  test("when it is asked then rows are objects, and values are bound", async () => {
    await run.op.execute("CREATE TABLE t (a INT, b TEXT)");
    const bind = run.op.getBind();
    const inserted = await bind.execute("INSERT INTO t VALUES (:a, :b), (2, 'two')", { a: 1, b: "o'ne" });
    expect(inserted.rowCount).toBe(2);
    const found = await bind.execute("SELECT * FROM t ORDER BY a");
    expect([...found]).toEqual([
      { a: 1, b: "o'ne" },
      { a: 2, b: "two" },
    ]);
    expect(found.columns).toEqual(["a", "b"]);
    expect(found.first()).toEqual({ a: 1, b: "o'ne" });
    expect(found.scalar()).toBe(1);
    expect(found.scalars()).toEqual([1, 2]);
    expect(found.map((row) => row["a"])).toEqual([1, 2]);
    expect(Array.isArray(found.filter(() => false))).toBe(true);
    expect((await bind.execute("SELECT * FROM t WHERE a > 9")).scalar()).toBeUndefined();
    expect(await bind.scalar("SELECT b FROM t WHERE a = ?", [2])).toBe("two");
    expect(bind.dialect.name).toBe("sqlite");
  });

  test("when it is given clauses then they are compiled, with values of their own and values at the call", async () => {
    const t = await run.op.createTable("t", sa.Column("a", sa.Integer()), sa.Column("b", sa.String()));
    await run.op.bulkInsert(t, [
      { a: 1, b: "x" },
      { a: 2, b: "y" },
    ]);
    const bind = run.op.getBind();
    expect(await bind.scalar(sa.select(t.column("b")).where(t.column("a").eq(2)))).toBe("y");
    expect(await bind.scalar(sa.text("SELECT b FROM t WHERE a = :a"), { a: 1 })).toBe("x");
    expect((await bind.execute(t.update().values({ b: "z" }))).rowCount).toBe(2);
  });

  test("when there is no database then it says so", async () => {
    const script = startRun(await loadDialect("sqlite"));
    await expect(script.op.getBind().execute("SELECT 1")).rejects.toThrow(
      "There is no database connection in --sql mode",
    );
    await expect(script.op.runAsync(() => 1)).rejects.toThrow("Cannot call runAsync in --sql mode");
    expect(script.op.getContext().isOfflineMode()).toBe(true);
    expect(script.op.getContext().bind).toBeUndefined();
    await script.op.close();
  });
});

describe("execute", () => {
  test("when a text has a parameter without a value then it is refused, and nothing is bound to NULL", async () => {
    await run.op.execute("CREATE TABLE t (a INT)");
    await expect(run.op.execute("INSERT INTO t VALUES (:a)")).rejects.toThrow(
      /a value is required for bind parameter 'a'/i,
    );
    expect(await run.op.getBind().scalar("SELECT count(*) FROM t")).toBe(0);
    expect(await run.op.getBind().scalar("SELECT ':a' AS [x:a], \"t:b\" FROM (SELECT 1 AS `t:b`)")).toBe(":a");
  });

  test("when a text has values then they are bound", async () => {
    await run.op.execute("CREATE TABLE t (a INT, b TEXT)");
    await run.op.execute(sa.text("INSERT INTO t VALUES (:a, :b)").bindparams({ a: 5, b: "it's \\ :x" }));
    await run.op.execute("UPDATE t SET b = b || '\\:y' || ' 12\\:30'");
    expect(await run.op.getBind().scalar("SELECT b FROM t")).toBe("it's \\ :x:y 12:30");
  });
});

describe("statements online", () => {
  test("when they are about several tables, tuples and constants then the right rows change", async () => {
    const a = await run.op.createTable("a", sa.Column("id", sa.Integer()), sa.Column("n", sa.String()));
    const b = await run.op.createTable("b", sa.Column("a_id", sa.Integer()), sa.Column("m", sa.String()));
    await run.op.bulkInsert(
      a,
      [1, 2, 3, 4].map((id) => ({ id, n: "-" })),
    );
    await run.op.bulkInsert(b, [
      { a_id: 1, m: "one" },
      { a_id: 3, m: "three" },
    ]);
    const same = a.column("id").eq(b.column("a_id"));
    await run.op.execute(
      sa
        .update(a)
        .where(same)
        .values({ n: b.column("m").add("!") }),
    );
    const pairs = [
      [2, "-"],
      [3, "-"],
    ];
    await run.op.execute(
      sa
        .update(a)
        .where(sa.tuple(a.column("id"), a.column("n")).in(pairs))
        .values({ n: "pair" }),
    );
    await run.op.execute(
      sa
        .update(a)
        .where(sa.tuple(a.column("id"), a.column("n")).in([]))
        .values({ n: "nothing" }),
    );
    await run.op.execute(sa.delete(a).where(sa.and(sa.true(), a.column("id").eq(4))));
    await expect(run.op.execute(sa.delete(a).where(same))).rejects.toThrow(
      "This backend does not support multiple-table criteria within DELETE",
    );
    expect([...(await run.op.getBind().execute(sa.select(a)))]).toEqual([
      { id: 1, n: "one!" },
      { id: 2, n: "pair" },
      { id: 3, n: "three!" },
    ]);
  });
});

describe("bulkInsert online", () => {
  test("when there are many rows then few statements insert them, values of every type", async () => {
    const t = await run.op.createTable(
      "t",
      sa.Column("id", sa.Integer(), { primaryKey: true }),
      sa.Column("s", sa.String()),
      sa.Column("b", sa.Boolean()),
      sa.Column("d", sa.DateTime()),
      sa.Column("j", sa.JSON()),
      sa.Column("x", sa.LargeBinary()),
    );
    const rows = Array.from({ length: 1000 }, (_, at) => ({
      id: at,
      s: at % 7 === 0 ? null : `it's ${at}`,
      b: at % 2 === 0,
      d: new Date(Date.UTC(2026, 0, 25, 10, 28, 35)),
      j: { a: [at] },
      x: Uint8Array.of(at % 256),
    }));
    const before = run.statements.length;
    await run.op.bulkInsert(t, rows);
    expect(run.statements.length - before).toBeLessThan(20);
    const bind = run.op.getBind();
    expect((await bind.execute("SELECT * FROM t WHERE id = 8")).first()).toEqual({
      id: 8,
      s: "it's 8",
      b: 1,
      d: "2026-01-25 10:28:35.000000",
      j: '{"a": [8]}',
      x: Uint8Array.of(8),
    });
    expect(await bind.scalar("SELECT count(*) FROM t WHERE s IS NULL")).toBe(143);
  });

  test("when rows leave every value to the database then each of them is there", async () => {
    await run.op.execute("CREATE TABLE d (id INTEGER PRIMARY KEY, a INT DEFAULT 5)");
    const d = sa.table("d", sa.column("a", sa.Integer()));
    await run.op.bulkInsert(d, [{}, {}]);
    await run.op.bulkInsert(d, [{}], { multiinsert: false });
    expect([...(await run.op.getBind().execute("SELECT * FROM d"))]).toEqual([
      { id: 1, a: 5 },
      { id: 2, a: 5 },
      { id: 3, a: 5 },
    ]);
    await expect(run.op.bulkInsert(d, [{}, { a: 1 }])).rejects.toThrow("which the first row does not have");
  });

  test("when rows have other columns than the first then nothing is guessed", async () => {
    const t = await run.op.createTable("t", sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer()));
    await expect(run.op.bulkInsert(t, [{ a: 1, b: 2 }, { a: 3 }])).rejects.toThrow(
      "A value is required for bind parameter 'b', in parameter group 1",
    );
    await expect(run.op.bulkInsert(t, [{ a: 1 }, { a: 3, b: 4 }])).rejects.toThrow("which the first row does not have");
    await run.op.bulkInsert(t, [{ a: 1 }, { a: 3, b: 4 }], { multiinsert: false });
    await expect(run.op.bulkInsert(t, [{ nothing: 1 }])).rejects.toThrow(/nothing/);
    await expect(run.op.bulkInsert(t, "x" as never)).rejects.toThrow("List expected");
    await expect(run.op.bulkInsert(t, ["x"] as never)).rejects.toThrow("List of objects expected");
    expect(await run.op.getBind().scalar("SELECT count(*) FROM t")).toBe(2);
  });

  test("when a boolean is neither true nor false then it is refused", async () => {
    const t = await run.op.createTable("t", sa.Column("f", sa.Boolean()));
    await run.op.bulkInsert(t, [{ f: true }, { f: 0 }, { f: null }]);
    await expect(run.op.bulkInsert(t, [{ f: "yes" }])).rejects.toThrow("Not a boolean value: 'yes'");
    await expect(run.op.execute(sa.insert(t).values({ f: 2 }))).rejects.toThrow("Value 2 is not null, true or false");
    await expect(run.op.getBind().execute(sa.insert(t), { f: 1.5 })).rejects.toThrow("Not a boolean value: 1.5");
    await expect(offline("sqlite", (op) => op.bulkInsert(t, [{ f: 2 }]))).rejects.toThrow(
      'Could not render literal value "2" with datatype BOOLEAN',
    );
    expect(await run.op.getBind().scalar("SELECT count(*) FROM t")).toBe(3);
  });

  test("when a name holds a colon then the right values are in the right places", async () => {
    const t = await run.op.createTable("t", sa.Column("a", sa.Integer()), sa.Column("x:a", sa.Integer()));
    await run.op.bulkInsert(t, [
      { a: 1, "x:a": 2 },
      { a: 3, "x:a": 4 },
    ]);
    expect([...(await run.op.getBind().execute("SELECT * FROM t"))]).toEqual([
      { a: 1, "x:a": 2 },
      { a: 3, "x:a": 4 },
    ]);
  });

  test("when names of columns look the same as parameters then each column has its own value", async () => {
    await run.op.execute('CREATE TABLE t ("a b" INT, a_b INT, "a.b" INT, "a-b" INT, "it\'s" INT, "a""b" INT, été INT)');
    const names = ["a b", "a_b", "a.b", "a-b", "it's", 'a"b', "été"];
    const t = sa.table("t", ...names.map((name) => sa.column(name, sa.Integer())));
    const row = (from: number) => Object.fromEntries(names.map((name, at) => [name, from + at]));
    await run.op.bulkInsert(t, [row(10), row(20)]);
    await run.op.bulkInsert(t, [row(30)], { multiinsert: false });
    await run.op.execute(sa.insert(t).values(row(40)));
    await run.op.execute(sa.update(t).values({ "a b": 7, a_b: 8, "a-b": 9 }).where(t.column("a.b").eq(42)));
    expect([...(await run.op.getBind().execute("SELECT * FROM t"))]).toEqual([
      row(10),
      row(20),
      row(30),
      { ...row(40), "a b": 7, a_b: 8, "a-b": 9 },
    ]);
  });

  test("when a value is an inline literal then it is written out", async () => {
    const t = sa.table("t", sa.column("a", sa.String()));
    await run.op.execute("CREATE TABLE t (a TEXT)");
    await run.op.bulkInsert(t, [{ a: run.op.inlineLiteral("it's") }], { multiinsert: false });
    expect(run.statements.at(-1)?.sql).toContain("'it''s'");
  });
});

describe("the context of a run", () => {
  test("when work runs outside of the transaction then it has its place among the calls", async () => {
    const order: string[] = [];
    const host = {
      ...run.host,
      context: {
        ...run.host.context,
        autocommitBlock: async <T>(work: () => Promise<T> | T): Promise<T> => {
          order.push("commit");
          const result = await work();
          order.push("begin");
          return result;
        },
      },
      sink: {
        comment: () => undefined,
        execute: async ({ sql }: { sql: string }) => {
          order.push(sql);
          return undefined;
        },
      },
    };
    const { Operations } = await import("../../src/operations/operations.js");
    const op = new Operations(host);
    op.execute("one");
    op.getContext().autocommitBlock(async () => {
      op.execute("two");
      await op.execute("three");
    });
    op.execute("four");
    await op.close();
    expect(order).toEqual(["one", "commit", "two", "three", "begin", "four"]);
    expect(op.getContext().opts).toBe(host.opts);
  });

  test("when a function runs with the connection then its result comes back, in its place", async () => {
    run.op.execute("CREATE TABLE t (a INT)");
    const count = await run.op.runAsync(async (bind, value: number) => {
      await bind.execute("INSERT INTO t VALUES (:a)", { a: value });
      return bind.scalar("SELECT a FROM t");
    }, 5);
    expect(count).toBe(5);
  });
});

describe("names", () => {
  const targetMetadata = new MetaData({
    namingConvention: { ck: "ck_%(table_name)s_%(constraint_name)s", uq: "uq_%(table_name)s_%(column_0_name)s" },
  });

  test("when the models have a naming convention then it names what a script does not", async () => {
    const sql = await offline(
      "postgresql",
      (op) => {
        op.createUniqueConstraint(null, "t", ["a"]);
        op.createCheckConstraint("pos", "t", "a > 0");
        op.createCheckConstraint(op.f("final"), "t", "a > 1");
        op.dropConstraint("pos", "t", "check");
      },
      { targetMetadata },
    );
    expect(sql.match(/CONSTRAINT \w+/g)).toEqual([
      "CONSTRAINT uq_t_a",
      "CONSTRAINT ck_t_pos",
      "CONSTRAINT final",
      "CONSTRAINT ck_t_pos",
    ]);
  });

  test("when there are several models then there is no convention", async () => {
    const sql = await offline("postgresql", (op) => op.createCheckConstraint("pos", "t", "a > 0"), {
      targetMetadata: [targetMetadata],
    });
    expect(sql).toContain("CONSTRAINT pos");
  });
});
