import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import type { Operations } from "../../src/operations/operations.js";
import { sa } from "../../src/schema/sa.js";
import { offline, online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
  await run.op.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, u TEXT UNIQUE, i TEXT)");
  await run.op.execute("CREATE INDEX ix ON t (i)");
});
afterEach(() => run.connection.close());

describe("what SQLite's ALTER TABLE does not do", () => {
  test.each<[string, (op: Operations) => unknown, RegExp]>([
    [
      "a type",
      (op) => op.alterColumn("t", "a", { type: sa.Integer() }),
      /sqlite has no ALTER COLUMN, .* type of 't\.a': op\.batchAlterTable\("t", \(batch\) => batch\.alterColumn\("a", \{ type: … \}\)\)/,
    ],
    [
      "NOT NULL",
      (op) => op.alterColumn("t", "a", { nullable: false }),
      /cannot change nullable of 't\.a': op\.batchAlterTable/,
    ],
    [
      "a default",
      (op) => op.alterColumn("t", "a", { serverDefault: null }),
      /cannot change serverDefault of 't\.a': op\.batchAlterTable/,
    ],
    [
      "a type with a new name",
      (op) => op.alterColumn("t", "a", { type: sa.Integer(), newColumnName: "b" }),
      /cannot change type of/,
    ],
    [
      "a key",
      (op) => op.addColumn("t", sa.Column("k", sa.Integer(), { primaryKey: true })),
      /makes no primary key on sqlite: op\.batchAlterTable/,
    ],
    [
      "a default that is computed",
      (op) => op.addColumn("t", sa.Column("k", sa.DateTime(), { serverDefault: sa.func.now() })),
      /non-constant default\. op\.batchAlterTable\("t", \{ recreate: "always" \}/,
    ],
    [
      "a stored column",
      (op) => op.addColumn("t", sa.Column("k", sa.Text(), sa.Computed("a", { persisted: true }))),
      /cannot add a STORED column\. op\.batchAlterTable/,
    ],
    [
      "a key that goes",
      (op) => op.dropColumn("t", "id"),
      /cannot drop PRIMARY KEY column.*op\.batchAlterTable\("t", \(batch\) => batch\.dropColumn\("id"\)\)/,
    ],
    ["a unique column that goes", (op) => op.dropColumn("t", "u"), /cannot drop UNIQUE column.*op\.batchAlterTable/],
    ["an indexed column that goes", (op) => op.dropColumn("t", "i"), /after drop column.*op\.batchAlterTable/],
  ])(
    "when %s is changed outside of a batch then the error names the batch, and nothing changes",
    async (_what, work, message) => {
      await run.op.execute("INSERT INTO t VALUES (1, 'a', 'u', 'i')");
      const schema = (await run.connection.execute("SELECT * FROM sqlite_schema")).rows;
      await expect(work(run.op)).rejects.toThrow(message);
      expect((await run.connection.execute("SELECT * FROM sqlite_schema")).rows).toEqual(schema);
    },
  );

  test("when the name alone changes then no batch is needed", async () => {
    await run.op.alterColumn("t", "a", { newColumnName: "b", existingType: sa.Text() });
    expect(await run.op.getBind().scalar("SELECT count(*) FROM pragma_table_info('t') WHERE name = 'b'")).toBe(1);
  });

  test("when a script is written then it is Alembic's", async () => {
    expect(await offline("sqlite", (op) => op.alterColumn("t", "a", { type: sa.Integer() }))).toBe(
      "ALTER TABLE t ALTER COLUMN a TYPE INTEGER;\n\n",
    );
  });
});
