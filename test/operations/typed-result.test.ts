import { afterEach, beforeEach, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import { sa } from "../../src/schema/sa.js";
import { online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
});
afterEach(() => run.connection.close());

const t = sa.table(
  "t",
  sa.column("id", sa.Integer()),
  sa.column("j", sa.JSON()),
  sa.column("f", sa.Boolean()),
  sa.column("d", sa.DateTime()),
);

async function fill(): Promise<void> {
  await run.op.execute("CREATE TABLE t (id INT, j JSON, f BOOLEAN, d DATETIME)");
  const texts = ['{"x": 1}', "1", "null", null, '"s"', "true", "[1, 2]", "1.5", "no json"];
  await run.op.getBind().execute(
    "INSERT INTO t VALUES (:id, :j, 1, '2020-01-02 03:04:05.123456')",
    texts.map((j, id) => ({ id, j })),
  );
}

test("when a SELECT reads columns with types then their values are of these", async () => {
  await fill();
  const bind = run.op.getBind();
  const values = await bind.execute(sa.select(t.c.j).orderBy(t.c.id));
  expect(values.scalars()).toEqual([{ x: 1 }, 1, null, null, "s", true, [1, 2], 1.5, "no json"]);
  const rows = await bind.execute(sa.select(t, t.c.j.label("q"), t.c.id.eq(0)).where(t.c.id.eq(0)));
  const day = "2020-01-02 03:04:05.123456";
  expect([...rows]).toEqual([{ id: 0, j: { x: 1 }, f: true, d: day, q: { x: 1 }, anon_1: true }]);
  expect(await bind.scalar(sa.select(t.c.f))).toBe(true);
  expect(await bind.scalar(sa.select(sa.text("id, j"), t.c.f).where(t.c.id.eq(0)))).toBe(0);
  expect(await bind.scalar("SELECT j FROM t")).toBe('{"x": 1}');
});

test("when what was read is written again then it is the same", async () => {
  await fill();
  const bind = run.op.getBind();
  const read = await bind.execute(sa.select(t));
  await run.op.execute(sa.delete(t));
  await run.op.bulkInsert(t, read.rows);
  expect((await bind.execute("SELECT j FROM t")).scalars().slice(0, 3)).toEqual(['{"x": 1}', 1, "null"]);
  expect(await bind.scalar("SELECT d FROM t")).toBe("2020-01-02 03:04:05.123456");
});

test("when two columns have one name then lists have both", async () => {
  await fill();
  const bind = run.op.getBind();
  const pair = await bind.execute("SELECT 1 AS id, 2 AS id");
  expect([...pair]).toEqual([{ id: 2 }]);
  expect(pair.tuples()).toEqual([[1, 2]]);
  expect([pair.scalar(), pair.scalars()]).toEqual([1, [1]]);
  expect((await bind.execute("SELECT 1 AS a, 2 AS b")).tuples()).toEqual([[1, 2]]);
  const u = t.alias("u");
  const both = sa.select(t.c.j, u.c.j, t.c.f).where(t.c.id.eq(0), u.c.id.eq(6));
  const found = await bind.execute(both);
  expect(found.tuples()).toEqual([[{ x: 1 }, [1, 2], true]]);
  // SQLAlchemy numbers the second one, so that objects have both, too.
  expect([...found]).toEqual([{ j: { x: 1 }, j_1: [1, 2], f: true }]);
});
