import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import { ArgumentError } from "../../src/schema/arguments/argument-error.js";
import { sa } from "../../src/schema/sa.js";
import { online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
});
afterEach(() => run.connection.close());

type Untyped = Readonly<Record<string, (...args: unknown[]) => unknown>>;
const column = sa.Column("a", sa.Integer());

const listening = (listener: unknown) => ({ reflectKwargs: { listeners: [listener] } });

describe("arguments that do not fit", () => {
  test.each<[string, readonly unknown[], string]>([
    ["bulkInsert", ["account", []], "bulkInsert() takes a table, such as sa.table(…), not 'account'"],
    ["renameTable", ["account"], "renameTable() takes the name of the table that it becomes, not nothing"],
    ["createIndex", ["i", "account", "first"], "createIndex() takes a list of columns, not 'first'"],
    ["createIndex", ["i", "account", ["a", 5]], "createIndex() takes a list of columns by their names, not 5"],
    ["createIndex", ["i", ["a"]], "createIndex() takes the name of a table, not a list"],
    ["addColumn", ["account"], "addColumn() takes a column, such as sa.Column(…), not nothing"],
    ["addColumn", ["account", "x"], "addColumn() takes a column, such as sa.Column(…), not 'x'"],
    ["addColumn", [column], "addColumn() takes the name of a table, not a column"],
    ["dropColumn", ["account"], "dropColumn() takes the name of a column, not nothing"],
    ["alterColumn", ["account", { nullable: true }], "alterColumn() takes the name of a column, not an object"],
    ["dropTable", [], "dropTable() takes the name of a table, not nothing"],
    ["dropTable", [sa.table("t")], "dropTable() takes the name of a table, not a table"],
    ["createTable", ["q", "id"], "createTable() takes columns, constraints and indexes, not 'id'"],
    ["createTable", [column], "createTable() takes the name of a table, not a column"],
    ["createPrimaryKey", ["pk", "t", "a"], "createPrimaryKey() takes a list of columns, not 'a'"],
    ["createUniqueConstraint", ["u", "t"], "createUniqueConstraint() takes a list of columns, not nothing"],
    [
      "createForeignKey",
      ["f", "t", "u", ["a"], "id"],
      "createForeignKey() takes a list of columns that they refer to, not 'id'",
    ],
    ["createCheckConstraint", ["c", "t", 5], "createCheckConstraint() takes SQL as text or as a clause of sa, not 5"],
    ["dropConstraint", ["c"], "dropConstraint() takes the name of a table, not nothing"],
    ["execute", [], "execute() takes SQL as text or as a clause of sa, not nothing"],
    ["execute", ["SELECT :a", { a: 1 }], "execute() takes a statement and nothing else"],
    ["dropTable", ["t", true], "dropTable() takes an object of options, not true"],
    ["batchAlterTable", [() => undefined], "batchAlterTable() takes the name of a table, not a function"],
    ["batchAlterTable", ["t", null, "always", () => undefined], '("t", { schema: null, recreate: "always" }, async'],
    ["batchAlterTable", ["t", "s", () => undefined], '("t", { schema: "s", recreate: "always" }, async'],
    [
      "batchAlterTable",
      [
        "t",
        listening(["column_reflect", (_inspector: unknown, _table: unknown, _info: unknown) => undefined]),
        () => undefined,
      ],
      "A column_reflect listener takes (column, tableName), not (inspector, table, columnInfo) as in SQLAlchemy",
    ],
    [
      "batchAlterTable",
      ["t", listening(["after_drop", () => undefined]), () => undefined],
      "of 'column_reflect', not of 'after_drop'",
    ],
    [
      "batchAlterTable",
      ["t", listening(["column_reflect"]), () => undefined],
      "A column_reflect listener is a function, not nothing",
    ],
  ])("when %s is given %j then one sentence says so", (name, args, message) => {
    const call = () => (run.op as unknown as Untyped)[name]?.call(run.op, ...args);
    expect(call).toThrow(ArgumentError);
    expect(call).toThrow(message);
  });

  test.each<[string, readonly unknown[], string]>([
    ["addColumn", ["x"], "addColumn() takes a column, such as sa.Column(…), not 'x'"],
    ["alterColumn", [], "alterColumn() takes the name of a column, not nothing"],
    ["createIndex", ["i", "a"], "createIndex() takes a list of columns, not 'a'"],
    ["createForeignKey", ["f", ["a"], ["id"]], "createForeignKey() takes the name of the table that it refers to"],
    ["dropColumn", ["a", { if_exists: true }], "dropColumn() got an unexpected option 'if_exists'"],
    ["createIndex", ["i", ["a"], { schema: "s" }], "createIndex() got an unexpected option 'schema'"],
    ["dropConstraint", ["c", { schema: "s" }], "dropConstraint() got an unexpected option 'schema'"],
    ["addColumn", [column, { insert_after: "b" }], "did you mean 'insertAfter'?"],
  ])("when a batch's %s is given %j then one sentence says so", async (name, args, message) => {
    await run.op.execute("CREATE TABLE t (a INTEGER)");
    const call = run.op.batchAlterTable("t", (batch) => void (batch as unknown as Untyped)[name]?.call(batch, ...args));
    await expect(call).rejects.toThrow(message);
  });
});

describe("options that a call does not know", () => {
  test.each<[string, readonly unknown[], string]>([
    [
      "createIndex",
      ["i", "t", ["a"], { uniq: true }],
      "createIndex() got an unexpected option 'uniq'; did you mean 'unique'?",
    ],
    ["createIndex", ["i", "t", ["a"], { sqlite_where: "x" }], "'sqlite_where'; did you mean 'sqliteWhere'?"],
    ["createTable", ["t", column, { if_not_exists: true }], "'if_not_exists'; did you mean 'ifNotExists'?"],
    ["alterColumn", ["t", "a", { type_: sa.Integer() }], "'type_'; did you mean 'type'?"],
    ["alterColumn", ["t", "a", { postgresqlUsnig: "b" }], "'postgresqlUsnig'; did you mean 'postgresqlUsing'?"],
    [
      "alterColumn",
      ["t", "a", { dialectOptions: { sqliteUsnig: "b" } }],
      "'sqliteUsnig' in dialectOptions; did you mean",
    ],
    ["dropColumn", ["t", "a", { mssqlDropDefalt: true }], "'mssqlDropDefalt'; did you mean 'mssqlDropDefault'?"],
    ["createIndex", ["i", "t", ["a"], { mysqlEngine: "x" }], "createIndex() got an unexpected option 'mysqlEngine'"],
    ["createTable", ["t", column, { mysqlEnigne: "x" }], "'mysqlEnigne'; did you mean 'mysqlEngine'?"],
    ["dropTable", ["t", { sqliteStrit: true }], "'sqliteStrit'; did you mean 'sqliteStrict'?"],
    ["createUniqueConstraint", ["u", "t", ["a"], { mssqlClusterd: true }], "did you mean 'mssqlClustered'?"],
    [
      "createForeignKey",
      ["f", "t", "u", ["a"], ["b"], { postgresqlNotVali: true }],
      "did you mean 'postgresqlNotValid'?",
    ],
    [
      "createExcludeConstraint",
      ["e", "t", ["a", "="], { postgresqlUsing: "x" }],
      "unexpected option 'postgresqlUsing'",
    ],
    ["alterColumn", ["t", "a", { insertAfter: "b" }], "alterColumn() got an unexpected option 'insertAfter'"],
    ["dropIndex", ["i", { table_name: "t" }], "'table_name'; did you mean 'tableName'?"],
    ["dropConstraint", ["c", "t", { type_: "check" }], "'type_'; did you mean 'type'?"],
    ["createExcludeConstraint", ["e", "t", ["a", "="], { usin: "gist" }], "did you mean 'using'?"],
    ["bulkInsert", [sa.table("t"), [], { multi_insert: false }], "did you mean 'multiinsert'?"],
    ["batchAlterTable", ["t", { recreat: "always" }, () => undefined], "'recreat'; did you mean 'recreate'?"],
    [
      "batchAlterTable",
      ["t", { tableKwargs: { sqlite_autoincrement: true } }, () => undefined],
      "tableKwargs of batchAlterTable() got an unexpected option 'sqlite_autoincrement'; did you mean 'sqliteAutoincrement'?",
    ],
    ["batchAlterTable", ["t", { reflectKwargs: { include_columns: [] } }, () => undefined], "'includeColumns'?"],
  ])("when %s is given %j then it is refused", (name, args, message) => {
    expect(() => (run.op as unknown as Untyped)[name]?.call(run.op, ...args)).toThrow(message);
  });
});
