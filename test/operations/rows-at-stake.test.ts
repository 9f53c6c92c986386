import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import type { BatchOperations } from "../../src/operations/batch-operations.js";
import type { Operations } from "../../src/operations/operations.js";
import { sa } from "../../src/schema/sa.js";
import { online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
  await run.op.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER, m TEXT NOT NULL)");
  await run.op.execute("INSERT INTO a VALUES (1, NULL, 'x'), (2, 5, 'y'), (3, NULL, 'z')");
});
afterEach(() => run.connection.close());

const batch = (work: (op: BatchOperations) => unknown) => (op: Operations) =>
  op.batchAlterTable("a", async (changes) => void (await work(changes)));
const described = sa.Table(
  "a",
  sa.MetaData(),
  sa.Column("id", sa.Integer(), { primaryKey: true }),
  sa.Column("n", sa.Integer()),
);
const required = () => sa.Column("w", sa.Integer(), { nullable: false });

describe("a column that is to be NOT NULL", () => {
  const lacking: readonly [string, (op: Operations) => unknown, string][] = [
    [
      "a column of a batch",
      batch((op) => op.alterColumn("n", { nullable: false })),
      "2 rows without a value for column 'n'",
    ],
    ["a new one", (op) => op.addColumn("a", required()), "3 rows without a value for column 'w'"],
    ["a new one of a batch", batch((op) => op.addColumn(required())), "3 rows without a value for column 'w'"],
    [
      "a new one of a batch that builds the table anew",
      (op) => op.batchAlterTable("a", { recreate: "always" }, (changes) => changes.addColumn(required())),
      "3 rows without a value for column 'w'",
    ],
    [
      "one whose expression gives NULL",
      batch((op) => op.alterColumn("m", { type: sa.Integer(), sqliteUsing: "CASE m WHEN 'x' THEN 1 END" })),
      "2 rows without a value for column 'm'",
    ],
  ];
  test.each(lacking)(
    "when rows have no value for %s then the run says how many, and nothing changes",
    async (_what, work, said) => {
      const before = (await run.connection.execute("SELECT * FROM a")).rows;
      await expect(work(run.op)).rejects.toThrow(`Table 'a' has ${said}, which is to be NOT NULL`);
      expect((await run.connection.execute("SELECT * FROM a")).rows).toEqual(before);
      expect((await run.connection.execute("SELECT count(*) AS n FROM sqlite_schema")).rows).toEqual([{ n: 1 }]);
    },
  );

  const filled: readonly [string, (op: Operations) => unknown][] = [
    [
      "a server default",
      batch((op) => op.addColumn(sa.Column("w", sa.Integer(), { nullable: false, serverDefault: "1" }))),
    ],
    [
      "a default of the application",
      batch((op) => op.addColumn(sa.Column("w", sa.Integer(), { nullable: false, default: 1 }))),
    ],
    ["an expression", batch((op) => op.alterColumn("n", { nullable: false, sqliteUsing: "coalesce(n, 0)" }))],
  ];
  test.each(filled)("when %s gives the values then the run goes on", async (_what, work) => {
    await work(run.op);
    expect((await run.connection.execute("SELECT count(*) AS n FROM a")).rows).toEqual([{ n: 3 }]);
  });

  test.each(["UNIQUE (m) ON CONFLICT IGNORE", "CHECK (m > '') ON CONFLICT ABORT"])(
    "when the table has %s then the rows are counted as elsewhere",
    async (clause) => {
      await run.op.execute(`CREATE TABLE c (n INTEGER, m TEXT, ${clause})`);
      await run.op.execute("INSERT INTO c VALUES (NULL, 'x'), (5, 'y')");
      const changed = run.op.batchAlterTable("c", (changes) => changes.alterColumn("n", { nullable: false }));
      await expect(changed).rejects.toThrow("Table 'c' has 1 row without a value for column 'n'");
    },
  );

  test("when the column has NOT NULL ON CONFLICT REPLACE then SQLite writes its default", async () => {
    const clause = { nullable: false, serverDefault: sa.text("7"), sqliteOnConflictNotNull: "REPLACE" };
    await run.op.batchAlterTable("a", { recreate: "always" }, (changes) =>
      changes.addColumn(sa.Column("w", sa.Integer(), clause)),
    );
    expect(await run.op.getBind().scalar("SELECT sum(w) FROM a")).toBe(21);
  });

  test("when the table has no rows then it may be", async () => {
    await run.op.execute("DELETE FROM a");
    await run.op.addColumn("a", required());
    expect(await run.op.getBind().scalar("SELECT count(*) FROM pragma_table_info('a')")).toBe(4);
  });
});

describe("what is removed", () => {
  let said: string[];
  beforeEach(() => {
    said = [];
    Object.assign(run.host, { notice: (loss: { readonly message: string }) => void said.push(loss.message) });
  });
  test.each<[string, (op: Operations) => unknown, string[]]>([
    ["a table", (op) => op.dropTable("a"), ["Dropping table 'a' with its 3 rows"]],
    ["a column", (op) => op.dropColumn("a", "n"), ["Dropping column 'a.n' with its values in 1 row"]],
    ["a column of a batch", batch((op) => op.dropColumn("m")), ["Dropping column 'a.m' with its values in 3 rows"]],
    [
      "a column that copyFrom leaves out",
      (op) => op.batchAlterTable("a", { copyFrom: described, recreate: "always" }, () => {}),
      ["Dropping column 'a.m' with its values in 3 rows"],
    ],
    [
      "a column that includeColumns leaves out",
      (op) => op.batchAlterTable("a", { reflectKwargs: { includeColumns: ["id", "m"] }, recreate: "always" }, () => {}),
      ["Dropping column 'a.n' with its values in 1 row"],
    ],
    [
      "a column of a batch that renames another one",
      batch((op) => {
        op.alterColumn("m", { newColumnName: "o", nullable: true });
        op.dropColumn("n");
      }),
      ["Dropping column 'a.n' with its values in 1 row"],
    ],
    ["a table that is not there", (op) => op.dropTable("b", { ifExists: true }), []],
  ])("when %s goes then the terminal is told what goes with it", async (_what, work, wanted) => {
    await work(run.op);
    expect(said).toEqual(wanted);
  });
  test("when a table without rows goes then nothing is said", async () => {
    await run.op.execute("DELETE FROM a");
    await run.op.dropTable("a");
    expect(said).toEqual([]);
  });
});
