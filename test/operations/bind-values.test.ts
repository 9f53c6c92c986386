import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SqliteBackend } from "../../src/backends/sqlite/sqlite-backend.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { Connection } from "../../src/runtime/connection.js";
import { sa } from "../../src/schema/sa.js";
import { online, type Run } from "./run-operations.js";

const t = sa.table(
  "t",
  sa.column("a", sa.Integer()),
  sa.column("b", sa.Integer()),
  sa.column("j", sa.JSON()),
  sa.column("d", sa.DateTime()),
  sa.column("f", sa.Boolean()),
);
const day = new Date(Date.UTC(2020, 0, 2, 3, 4, 5));

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
  await run.op.execute("CREATE TABLE t (a INT, b INT DEFAULT 9, j JSON, d DATETIME, f BOOLEAN)");
});
afterEach(() => run.connection.close());

const rows = async () => [...(await run.op.getBind().execute("SELECT * FROM t"))];

describe("a list of values", () => {
  test("when there is no row in it then none is inserted or changed", async () => {
    const bind = run.op.getBind();
    expect((await bind.execute(sa.insert(t), [])).rowCount).toBe(0);
    await bind.execute(sa.update(t), []);
    expect(await rows()).toEqual([]);
    expect(await bind.scalar("SELECT 1", [])).toBe(1);
  });

  test("when an integer has more than 64 bits then it is refused, not cut", async () => {
    const bind = run.op.getBind();
    const tooLarge = "the integer 9223372036854775808 is too large for SQLite";
    await expect(run.op.bulkInsert(t, [{ a: 2n ** 63n }])).rejects.toThrow(tooLarge);
    await expect(bind.execute("SELECT :v", { v: 2n ** 63n })).rejects.toThrow(tooLarge);
    expect(await bind.scalar("SELECT :v", { v: -(2n ** 63n) })).toBe(-(2n ** 63n));
    expect(await rows()).toEqual([]);
  });

  test("when a statement is given several objects then it runs for each of them", async () => {
    const bind = run.op.getBind();
    const texts = await bind.execute("INSERT INTO t (a) VALUES (:a)", [{ a: 1 }, { a: 2 }]);
    expect([texts.rowCount, texts.columns]).toEqual([2, []]);
    await bind.execute(sa.text("INSERT INTO t (a) VALUES (:a)"), [{ a: 3 }, { a: 4 }]);
    await new Connection(run.connection, new SqliteBackend()).execute("INSERT INTO t (a) VALUES (:a)", [
      { a: 5 },
      { a: 6 },
    ]);
    const inserted = await bind.execute(sa.insert(t), [
      { a: 7, j: { x: 1 } },
      { a: 8, j: [1] },
    ]);
    expect(inserted.rowCount).toBe(2);
    const updates = [
      { k: 7, b: 70 },
      { k: 8, b: 80 },
    ];
    expect((await bind.execute(sa.update(t).where(t.c.a.eq(sa.bindparam("k"))), updates)).rowCount).toBe(2);
    expect((await rows()).map(({ a, b, j }) => [a, b, j])).toEqual([
      [1, 9, null],
      [2, 9, null],
      [3, 9, null],
      [4, 9, null],
      [5, 9, null],
      [6, 9, null],
      [7, 70, '{"x": 1}'],
      [8, 80, "[1]"],
    ]);
  });

  test("when it holds plain values then they stand for question marks", async () => {
    const bind = run.op.getBind();
    await bind.execute("INSERT INTO t (a, d) VALUES (?, ?)", [1, day]);
    await bind.execute(sa.text("INSERT INTO t (a) VALUES (?)"), [2]);
    expect((await rows()).map(({ a, d }) => [a, d])).toEqual([
      [1, "2020-01-02 03:04:05"],
      [2, null],
    ]);
    expect((await bind.execute("SELECT a FROM t WHERE a = :a", [{ a: 2 }])).scalar()).toBe(2);
    await expect(bind.execute(sa.insert(t), [1, 2])).rejects.toThrow("List argument must consist only of objects");
  });

  test("when rows differ in their columns, or the statement reads, then it is refused", async () => {
    const bind = run.op.getBind();
    await expect(bind.execute(sa.insert(t), [{ a: 1 }, { b: 2 }])).rejects.toThrow(
      "A value is required for bind parameter 'a', in parameter group 1",
    );
    await expect(bind.execute(sa.insert(t), [{ a: 1 }, { a: 2, b: 2 }])).rejects.toThrow(
      "which the first row does not have",
    );
    await expect(bind.execute("INSERT INTO t (a) VALUES (:x)", [{ x: 1 }, { y: 2 }])).rejects.toThrow(
      "A value is required for bind parameter 'x'",
    );
    await expect(bind.execute("SELECT :x", [{ x: 1 }, { x: 2 }])).rejects.toThrow("one set of values");
  });
});

describe("values of a call", () => {
  test("when a value is none that SQL has then it is refused", async () => {
    const bind = run.op.getBind();
    const connection = new Connection(run.connection, new SqliteBackend());
    await expect(bind.execute("SELECT :x", { x: { q: 1 } })).rejects.toThrow(
      "Error binding parameter x: Cannot send {'q': 1} as a value",
    );
    await expect(bind.execute("SELECT ?", [[1]])).rejects.toThrow(
      "Error binding parameter 1: Cannot send [1] as a value",
    );
    await expect(connection.execute("SELECT :x", { x: print })).rejects.toThrow("Cannot send <function print>");
    await expect(bind.execute(sa.text("SELECT :x"), { x: [1] })).rejects.toThrow("Cannot send [1] as a value");
    await expect(bind.execute(sa.insert(t), { a: { x: 1 } })).rejects.toThrow(
      "Error binding parameter a: Cannot send {'x': 1} as a value of type Integer",
    );
    for (const value of [new Map([["x", 1]]), new Set([1]), [Promise.resolve()], { x: print }, Uint8Array.of(1)])
      await expect(bind.execute(sa.insert(t), { j: value })).rejects.toThrow(
        /Object of type \w+ is not JSON serializable/,
      );
    await expect(run.connection.execute("SELECT ?", [{} as never])).rejects.toThrow(
      "Error binding parameter 1: type 'object' is not supported",
    );
    expect(await bind.scalar("SELECT :x", { x: day })).toBe("2020-01-02 03:04:05");
  });

  test("when a column has a type then the value goes through it", async () => {
    const bind = run.op.getBind();
    await bind.execute(sa.insert(t), { j: { x: 1 }, d: day, f: true });
    const stored = { a: null, b: 9, j: '{"x": 1}', d: "2020-01-02 03:04:05.000000", f: 1 };
    expect(await rows()).toEqual([stored]);
    const sameDay = sa.select(t.c.f).where(t.c.d.eq(sa.bindparam("k")));
    expect(await bind.scalar(sameDay, { k: day })).toBe(true);
    await bind.execute(sa.update(t).where(t.c.j.eq(sa.bindparam("k"))), { k: { x: 1 }, j: [2] });
    await bind.execute(sa.text("UPDATE t SET d = :d").bindparams(sa.bindparam("d", undefined, sa.JSON())), { d: [3] });
    await bind.execute(sa.update(t).values({ a: sa.bindparam("n") }), { n: 4 });
    expect(await rows()).toEqual([{ ...stored, a: 4, j: "[2]", d: "[3]" }]);
  });

  test("when it inserts then the values choose the columns, and go before those of the statement", async () => {
    const bind = run.op.getBind();
    await bind.execute(sa.insert(t), { a: 1 });
    await bind.execute(sa.insert(t).values({ a: 1 }), { b: 2 });
    await bind.execute(sa.insert(t).values({ a: 1 }), { a: 2 });
    await bind.execute(sa.insert(t).values({ a: sa.func.coalesce(3, 4) }), { a: 2 });
    await bind.execute(sa.insert(t).values({ a: sa.bindparam("a") }), { a: 4 });
    await bind.execute(sa.insert(t));
    await run.op.execute(sa.insert(t));
    await bind.execute(sa.insert(sa.table("t")), { a: 5, b: 5 });
    expect((await rows()).map(({ a, b }) => [a, b])).toEqual([
      [1, 9],
      [1, 2],
      [2, 9],
      [3, 9],
      [4, 9],
      [null, 9],
      [null, 9],
      [5, 5],
    ]);
  });

  test("when a parameter stands for a list then each member is bound, however many come with the call", async () => {
    const bind = run.op.getBind();
    await bind.execute(sa.insert(t), [{ a: 1 }, { a: 2 }, { a: 3 }]);
    const ids = sa.bindparam("ids", undefined, { expanding: true });
    await bind.execute(sa.text("UPDATE t SET b = 7 WHERE a IN :ids").bindparams(ids), { ids: [1, 2] });
    await bind.execute(sa.text("UPDATE t SET b = 8 WHERE a IN :ids").bindparams(ids), { ids: [] });
    await bind.execute(sa.delete(t).where(t.c.a.in(sa.bindparam("ids"))), { ids: [2, 3] });
    expect((await rows()).map(({ a, b }) => [a, b])).toEqual([[1, 7]]);
    await expect(bind.execute(sa.text("SELECT 1 WHERE 1 IN :ids").bindparams(ids), { ids: 5 })).rejects.toThrow(
      "The value of the parameter 'ids' must be a list, not 5",
    );
  });

  test("when it updates then the values choose the columns, and a parameter must have one", async () => {
    const bind = run.op.getBind();
    const update = sa.update(t).where(t.c.a.eq(sa.bindparam("k")));
    await bind.execute(sa.insert(t), [{ a: 1 }, { a: 2 }]);
    await bind.execute(update, { k: 1, b: 7 });
    expect((await rows()).map(({ a, b }) => [a, b])).toEqual([
      [1, 7],
      [2, 9],
    ]);
    await expect(bind.execute(update, { k: 1, zz: 7 })).rejects.toThrow("The UPDATE of 't' sets no column");
    await expect(bind.execute(update, { b: 7 })).rejects.toThrow("A value is required for bind parameter 'k'");
    await expect(run.op.execute(update.values({ b: 1 }))).rejects.toThrow("A value is required for bind parameter 'k'");
    const sameName = sa.update(t).where(t.c.a.eq(sa.bindparam("a")));
    await expect(bind.execute(sameName, { a: 1, b: 7 })).rejects.toThrow("bindparam() name 'a' is reserved");
  });

  test("when rows of an INSERT have other columns than the first then it is refused", async () => {
    const missing = sa.insert(t).values([{ a: 1 }, { b: 2 }]);
    await expect(run.op.execute(missing)).rejects.toThrow("INSERT value for column t.a is explicitly rendered");
    const extra = sa.insert(t).values([{ a: 1 }, { a: 2, b: 2 }]);
    await expect(run.op.execute(extra)).rejects.toThrow("has a value for 'b', which the first row does not have");
  });
});

function print(): void {
  // A value that no database takes.
}
