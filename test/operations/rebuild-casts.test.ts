import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import type { BatchOperations } from "../../src/operations/batch-operations.js";
import type { AlterColumnKeywords } from "../../src/operations/directives/alter-column-op.js";
import type { MigrationContextOptions } from "../../src/operations/operations-host.js";
import { sa } from "../../src/schema/sa.js";
import type { TypeInput } from "../../src/schema/types/type-engine.js";
import { offline, online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
});
afterEach(() => run.connection.close());

const uuid = "97033619-1e2d-4b1f-9d2e-0a1b2c3d4e5f";

/** What a column of a type holds after it got another type, as SQL literals. */
async function changed(
  before: string,
  values: readonly string[],
  options: AlterColumnKeywords,
  { copyFrom }: { copyFrom?: TypeInput } = {},
): Promise<unknown[]> {
  await run.op.execute(`CREATE TABLE t (id INTEGER PRIMARY KEY, a ${before})`);
  for (const value of values) await run.op.execute(`INSERT INTO t (a) VALUES (${value})`);
  const batch = copyFrom
    ? {
        copyFrom: sa.Table(
          "t",
          sa.MetaData(),
          sa.Column("id", sa.Integer(), { primaryKey: true }),
          sa.Column("a", copyFrom),
        ),
      }
    : {};
  await run.op.batchAlterTable("t", batch, (op: BatchOperations) => op.alterColumn("a", options));
  const rows = await run.op.getBind().execute("SELECT quote(a) AS q FROM t ORDER BY id");
  return rows.map(({ q }) => q);
}

describe("values of a column that gets another type", () => {
  const texts = [`'${uuid}'`, "'2024-03-05'", "'10.0.0.1'", `'{"a":1}'`, "'3 days'", "'$12.50'", "NULL"];
  const keeping: readonly [string, TypeInput][] = [
    ["UUID", sa.UUID()],
    ["Uuid", sa.Uuid()],
    ["postgresql.UUID", sa.postgresql.UUID()],
    ["JSON", sa.JSON()],
    ["sqlite.JSONB", sa.sqlite.JSONB()],
    ["postgresql.JSONB", sa.postgresql.JSONB()],
    ["Interval", sa.Interval()],
    ["Date", sa.Date()],
    ["TIMESTAMP", sa.TIMESTAMP()],
    ["Time", sa.Time()],
    ["BINARY", sa.BINARY()],
    ["VARBINARY", sa.VARBINARY(16)],
    ["mssql.TIMESTAMP", sa.mssql.TIMESTAMP()],
    ["Enum", sa.Enum("a", "b", { name: "e" })],
    ["String", sa.String(50)],
    ["a variant", sa.Integer().withVariant(sa.UUID(), "sqlite")],
    ["a decorated type", new (class Id extends sa.TypeDecorator {})(sa.UUID())],
    [
      "a type of one's own",
      new (class Money extends sa.UserDefinedType {
        override getColSpec = () => "MONEY";
      })(),
    ],
  ];
  test.each(keeping)("when texts become %s then they stay, and nothing is said", async (_name, type) => {
    expect(await changed("TEXT", texts, { type })).toEqual(texts);
    expect(run.warnings).toEqual([]);
  });
  test.each(keeping)("when they become %s in a table that is given then they stay, too", async (_name, type) => {
    expect(await changed("TEXT", texts, { type }, { copyFrom: sa.Text() })).toEqual(texts);
    expect(run.warnings).toEqual([]);
  });

  test("when a script is written for a table that is given then it casts no more than a run does", async () => {
    const copyFrom = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Text()));
    const sql = await offline("sqlite", (op) =>
      op.batchAlterTable("t", { copyFrom }, (batch) => batch.alterColumn("a", { type: sa.UUID() })),
    );
    expect(sql).toContain("SELECT t.a");
  });

  const losing: readonly [string, string, readonly string[], TypeInput, readonly string[], string][] = [
    [
      "texts",
      "TEXT",
      ["'1'", "'a'", "'1.5'", "NULL"],
      sa.Integer(),
      ["1", "0", "1", "NULL"],
      "2 values are not kept by the new type INTEGER, for example 'a' becomes 0",
    ],
    [
      "texts",
      "TEXT",
      ["'yes'", "'1'"],
      sa.Boolean(),
      ["0", "1"],
      "1 value is not kept by the new type BOOLEAN, for example 'yes' becomes 0",
    ],
    [
      "numbers",
      "REAL",
      ["1.5", "2.0"],
      sa.Integer(),
      ["1", "2"],
      "1 value is not kept by the new type INTEGER, for example 1.5 becomes 1",
    ],
    [
      "large integers",
      "INTEGER",
      ["9007199254740993"],
      sa.Float(),
      ["9007199254740992.0"],
      "1 value is not kept by the new type FLOAT, for example 9007199254740993 becomes 9007199254740992.0",
    ],
    [
      "dates",
      "DATE",
      ["'2024-03-05'"],
      sa.Integer(),
      ["2024"],
      "1 value is not kept by the new type INTEGER, for example '2024-03-05' becomes 2024",
    ],
    [
      "long decimals",
      "TEXT",
      ["'12345678901234567890.12'", "'0.1'"],
      sa.Numeric(),
      ["1.2345678901234567e+19", "0.1"],
      "1 value is not kept by the new type NUMERIC, for example '12345678901234567890.12' becomes",
    ],
    [
      "texts of digits",
      "TEXT",
      ["'00000000000000000000000000000001'"],
      sa.UUID(),
      ["1"],
      "1 value is not kept by the new type UUID, for example '00000000000000000000000000000001' becomes 1",
    ],
  ];
  test.each(losing)(
    "when %s of %s cannot be kept then a line says how many",
    async (_what, before, values, type, after, said) => {
      expect(await changed(before, values, { type })).toEqual(after);
      expect(run.warnings).toHaveLength(1);
      expect(run.warnings[0]).toContain(`Table 't', column 'a': ${said}`);
    },
  );

  test("when numbers stay the same numbers then nothing is said", async () => {
    const values = [
      "'1'",
      "' 2 '",
      "'3.0'",
      "'1e3'",
      "'0.30000000000000004'",
      "'0.1000000000000000055511151231257827'",
    ];
    await changed("TEXT", values.slice(0, 5), { type: sa.Float() });
    expect(run.warnings).toEqual([]);
  });

  test("when a value has control characters then the line has none", async () => {
    await changed("TEXT", ["'a' || char(27) || '[31m' || char(10)"], { type: sa.Integer() });
    expect(run.warnings[0]).toContain("'a\\x1b[31m\\x0a'");
  });

  test("when a cast loses and the environment refuses that then the table stays", async () => {
    await run.connection.close();
    run = await online({ refuseLossyCasts: true } as MigrationContextOptions);
    await expect(changed("TEXT", ["'a'"], { type: sa.Integer() })).rejects.toThrow(
      /1 value is not kept by the new type INTEGER, for example 'a' becomes 0\. Nothing was changed, because refuseLossyCasts is set/,
    );
    expect(await run.op.getBind().scalar("SELECT a FROM t")).toBe("a");
    expect(await run.op.getBind().scalar("SELECT count(*) FROM sqlite_schema")).toBe(1);
  });

  test("when sqliteUsing says what the values become then they become it", async () => {
    const sqliteUsing = "CASE a WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END";
    expect(await changed("TEXT", ["'yes'", "'no'", "'?'"], { type: sa.Boolean(), sqliteUsing })).toEqual([
      "1",
      "0",
      "NULL",
    ]);
    expect(run.warnings).toEqual([]);
  });

  test("when the column is renamed as well then sqliteUsing knows it by its old name", async () => {
    await run.op.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)");
    await run.op.execute("INSERT INTO t (a) VALUES ('yes')");
    await run.op.batchAlterTable("t", (batch) =>
      batch.alterColumn("a", { newColumnName: "b", type: sa.Boolean(), sqliteUsing: "t.a = 'yes'" }),
    );
    expect([...(await run.op.getBind().execute("SELECT * FROM t"))]).toEqual([{ id: 1, b: 1 }]);
  });

  test("when sqliteUsing comes without a type then it changes the values alone", async () => {
    expect(await changed("TEXT", ["NULL", "'x'"], { nullable: false, sqliteUsing: "coalesce(a, '')" })).toEqual([
      "''",
      "'x'",
    ]);
  });

  test("when a script is written for a table that is given then it has the expression", async () => {
    const copyFrom = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Text()));
    const sql = await offline("sqlite", (op) =>
      op.batchAlterTable("t", { copyFrom }, (batch) =>
        batch.alterColumn("a", { type: sa.Boolean(), sqliteUsing: "a = 'yes: :no'" }),
      ),
    );
    expect(sql).toContain("SELECT (a = 'yes: :no') AS a");
  });

  test("when the key itself gets another type then its rows are found again, also where the cast loses", async () => {
    await run.op.execute("CREATE TABLE t (k TEXT PRIMARY KEY NOT NULL, v TEXT)");
    await run.op.execute("INSERT INTO t VALUES ('7', 'seven'), ('x', 'x'), ('3 apples', 'three')");
    await run.op.batchAlterTable("t", (batch) => batch.alterColumn("k", { type: sa.Integer() }));
    expect([...(await run.op.getBind().execute("SELECT * FROM t ORDER BY k"))]).toEqual([
      { k: 0, v: "x" },
      { k: 3, v: "three" },
      { k: 7, v: "seven" },
    ]);
    expect(run.warnings).toHaveLength(1);
  });
});
