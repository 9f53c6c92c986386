import { describe, expect, test } from "vitest";
import type { Operations } from "../../src/operations/operations.js";
import { sa } from "../../src/schema/sa.js";
import { compare } from "../autogenerate/support/compare.js";
import { online } from "./run-operations.js";

const warning = expect.stringMatching(
  /^Index 'ix' is on a text that is made of the numbers in 't\.x'\. SQLite before 3\.43/,
);
const lower = () => [sa.text("lower(x)")];

const ways: Readonly<Record<string, (op: Operations) => Promise<unknown>>> = {
  "op.createIndex": (op) => op.createIndex("ix", "t", lower()),
  "a batch that changes the table in place": (op) =>
    op.batchAlterTable("t", (batch) => batch.createIndex("ix", lower() as never)),
  "a batch that makes the table anew": (op) =>
    op.batchAlterTable("t", { recreate: "always" }, (batch) => batch.createIndex("ix", lower() as never)),
  "a batch that changes the type below an index": async (op) => {
    await op.batchAlterTable("kept", (batch) => batch.alterColumn("x", { type: sa.REAL() }));
  },
  "a batch on a table that is given": (op) =>
    op.batchAlterTable(
      "t",
      {
        copyFrom: sa.Table(
          "t",
          sa.MetaData(),
          sa.Column("id", sa.Integer(), { primaryKey: true }),
          sa.Column("x", sa.REAL()),
        ),
      },
      (batch) => batch.createIndex("ix", lower() as never),
    ),
};

async function database() {
  const run = await online();
  await run.connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x REAL)");
  await run.connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, x)");
  await run.connection.execute("CREATE INDEX ix_kept ON kept (lower(x))");
  return run;
}

describe.each(Object.entries(ways))("an index on lower(x), made by %s", (name, make) => {
  const expected = name.includes("below") ? expect.stringMatching(/^Index 'ix_kept' .* in 'kept\.x'/) : warning;

  test("warns where the column has numbers with a fraction", async () => {
    const { op, connection, warnings } = await database();
    for (const table of ["t", "kept"]) await connection.execute(`INSERT INTO ${table} VALUES (1, 0.1)`);
    await make(op);
    await op.close();
    expect(warnings).toEqual([expected]);
    await connection.close();
  });

  test("says nothing where it has none", async () => {
    const { op, connection, warnings } = await database();
    await connection.execute("INSERT INTO kept VALUES (1, NULL)");
    await make(op);
    await op.close();
    expect(warnings).toEqual([]);
    await connection.close();
  });
});

test.each([false, true])("the script of autogenerate warns too (renderAsBatch: %s)", async (renderAsBatch) => {
  const metadata = sa.MetaData();
  const columns = [sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column("x", sa.REAL())];
  sa.Table("t", metadata, ...columns, sa.Index("ix", sa.text("lower(x)")));
  const before = ["CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, x REAL)"];
  const { upgrade } = await compare(before, metadata, { renderAsBatch });
  expect(upgrade).toContain(renderAsBatch ? "batch.createIndex" : "op.createIndex");
  const { op, connection, warnings } = await database();
  await connection.execute("INSERT INTO t VALUES (1, 0.1)");
  const AsyncFunction = (async () => undefined).constructor as new (
    ...texts: string[]
  ) => (...args: unknown[]) => unknown;
  await new AsyncFunction("op", "sa", upgrade)(op, sa);
  await op.close();
  expect(warnings).toEqual([warning]);
  await connection.close();
});
