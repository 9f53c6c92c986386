import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import type { Operations } from "../../src/operations/operations.js";
import type { MigrationContextOptions } from "../../src/operations/operations-host.js";
import type { Column } from "../../src/schema/column.js";
import { sa } from "../../src/schema/sa.js";
import { online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
});
afterEach(() => run.connection.close());

/** The values of `a` after a migration, as SQL literals. */
async function changed(setup: readonly string[], work: (op: Operations) => unknown): Promise<unknown[]> {
  for (const sql of setup) await run.op.execute(sql);
  await work(run.op);
  return (await run.connection.execute("SELECT quote(a) AS q FROM t ORDER BY id")).rows.map(({ q }) => q);
}

const described = (...columns: Column[]) =>
  sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer(), { primaryKey: true }), ...columns);
const texts = [
  "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)",
  "INSERT INTO t (a) VALUES ('007'), ('abc'), ('1.50'), (NULL)",
];
const strict = [
  "CREATE TABLE t (id INTEGER PRIMARY KEY, a ANY) STRICT",
  "INSERT INTO t (a) VALUES ('007'), (1), (1.0)",
];

describe("a table that SQLite stores in another way without a new type", () => {
  const losing: readonly [string, readonly string[], (op: Operations) => unknown, string[], string][] = [
    [
      "copyFrom has another type",
      texts,
      (op) =>
        op.batchAlterTable("t", { copyFrom: described(sa.Column("a", sa.Integer())), recreate: "always" }, () => {}),
      ["7", "'abc'", "1.5", "NULL"],
      "Table 't', column 'a': 2 values are not kept by the new type INTEGER, for example '007' becomes 7.",
    ],
    [
      "reflectArgs have another type",
      texts,
      (op) => op.batchAlterTable("t", { reflectArgs: [sa.Column("a", sa.Integer())], recreate: "always" }, () => {}),
      ["7", "'abc'", "1.5", "NULL"],
      "Table 't', column 'a': 2 values are not kept by the new type INTEGER, for example '007' becomes 7.",
    ],
    [
      "a STRICT table is no longer one",
      strict,
      (op) => op.batchAlterTable("t", { recreate: "always", tableKwargs: { sqliteStrict: false } }, () => {}),
      ["7", "1", "1"],
      "Table 't', column 'a': 2 values are not kept by the new type ANY, for example '007' becomes 7.",
    ],
  ];
  test.each(losing)("when %s then a line counts the lost values", async (_what, setup, work, values, said) => {
    expect(await changed(setup, work)).toEqual(values);
    expect(run.warnings).toHaveLength(1);
    expect(run.warnings[0]).toContain(said);
  });
  test.each(losing)("when %s and lossy casts are refused then the table stays", async (_what, setup, work) => {
    await run.connection.close();
    run = await online({ refuseLossyCasts: true } as MigrationContextOptions);
    await expect(changed(setup, work)).rejects.toThrow("Nothing was changed, because refuseLossyCasts is set");
    expect(await run.op.getBind().scalar("SELECT a FROM t")).toBe("007");
  });

  test("when copyFrom has another type of numbers then equal numbers are no loss", async () => {
    const setup = ["CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)", "INSERT INTO t (a) VALUES (1), (2)"];
    const copyFrom = described(sa.Column("a", sa.Float()));
    expect(await changed(setup, (op) => op.batchAlterTable("t", { copyFrom, recreate: "always" }, () => {}))).toEqual([
      "1.0",
      "2.0",
    ]);
    expect(run.warnings).toEqual([]);
  });

  test("when the table becomes STRICT then texts in a column of type ANY stay", async () => {
    const setup = ["CREATE TABLE t (id INTEGER PRIMARY KEY, a ANY)", "INSERT INTO t (a) VALUES ('x'), (1)"];
    const work = (op: Operations) =>
      op.batchAlterTable("t", { recreate: "always", tableKwargs: { sqliteStrict: true } }, () => {});
    expect(await changed(setup, work)).toEqual(["'x'", "1"]);
    expect(run.warnings).toEqual([]);
  });
});

describe("a generated column", () => {
  const generated = [
    "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT, a TEXT GENERATED ALWAYS AS (b || '!') VIRTUAL)",
    "INSERT INTO t (b) VALUES ('x'), (NULL)",
  ];
  const [a, b] = [sa.Column("a", sa.Text(), sa.Computed("b || '!'")), sa.Column("b", sa.Text())];

  test.each([null, "9"])("when its default becomes %j then it stores the values that it had", async (serverDefault) => {
    const work = (op: Operations) => op.batchAlterTable("t", (batch) => batch.alterColumn("a", { serverDefault }));
    expect(await changed(generated, work)).toEqual(["'x!'", "NULL"]);
    await run.op.execute("UPDATE t SET a = 'own'");
  });

  test("when its default and its type change then its values are converted", async () => {
    const work = (op: Operations) =>
      op.batchAlterTable("t", (batch) =>
        batch.alterColumn("a", { serverDefault: null, type: sa.LargeBinary(), newColumnName: "c" }),
      );
    for (const sql of generated) await run.op.execute(sql);
    await work(run.op);
    expect((await run.connection.execute("SELECT quote(c) AS q FROM t")).rows).toEqual([
      { q: "X'7821'" },
      { q: "NULL" },
    ]);
  });

  test("when copyFrom has one where the table has data then the batch is refused, and the data stays", async () => {
    const setup = ["CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT, a TEXT)", "INSERT INTO t VALUES (1, 'x', 'own')"];
    const copyFrom = described(b.copy(), a.copy());
    await expect(
      changed(setup, (op) => op.batchAlterTable("t", { copyFrom, recreate: "always" }, () => {})),
    ).rejects.toThrow("1 value of column 'a' is not what it was");
    expect(await run.op.getBind().scalar("SELECT a FROM t")).toBe("own");
  });

  test("when copyFrom has it with another expression then the values are those of the new one", async () => {
    const copyFrom = described(b.copy(), sa.Column("a", sa.Text(), sa.Computed("b || '?'")));
    const work = (op: Operations) => op.batchAlterTable("t", { copyFrom, recreate: "always" }, () => {});
    expect(await changed(generated, work)).toEqual(["'x?'", "NULL"]);
  });
});
