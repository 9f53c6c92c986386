import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AutogenContext } from "../../../src/autogenerate/autogen-context.js";
import { renderPythonBody } from "../../../src/autogenerate/render/python/render-python-body.js";
import { PostgresqlDialect } from "../../../src/dialects/postgresql/postgresql-dialect.js";
import { AddColumnOp } from "../../../src/operations/directives/column-ops.js";
import { UpgradeOps } from "../../../src/operations/directives/upgrade-ops.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import { sa } from "../../../src/schema/sa.js";
import type { TypeInput } from "../../../src/schema/types/type-engine.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";

const { postgresql, mysql, mssql, oracle, sqlite } = sa;

const types: readonly TypeInput[] = [
  sa.Integer,
  sa.String(20),
  sa.String(20, { collation: "NOCASE" }),
  sa.String({ collation: "a\"b'c" }),
  sa.Text(),
  sa.UnicodeText(),
  sa.Numeric(10, 2),
  sa.Numeric(10, 2, { asdecimal: false }),
  sa.Numeric(10, { decimalReturnScale: 3 }),
  sa.Float(53),
  sa.Float({ asdecimal: true }),
  sa.Double(),
  sa.Boolean(),
  sa.Boolean({ createConstraint: true, name: "ck" }),
  sa.DateTime({ timezone: true }),
  sa.Time({ timezone: true }),
  sa.Interval({ native: false }),
  sa.LargeBinary(30),
  sa.Enum("a", "it's", { name: "e" }),
  sa.Enum("a", "b", { name: "e", nativeEnum: false, length: 9, createConstraint: true }),
  sa.Enum("a", "b", { name: "e", schema: "other", inheritSchema: true }),
  sa.JSON({ noneAsNull: true }),
  sa.ARRAY(sa.String(3), { dimensions: 2 }),
  sa.Uuid({ asUuid: false, nativeUuid: false }),
  sa.UUID(),
  sa.VARBINARY(5),
  sa.TIMESTAMP({ timezone: true }),
  sa
    .String(5)
    .withVariant(mysql.VARCHAR(5, { charset: "utf8" }), "mysql")
    .withVariant(sa.Text(), "sqlite"),
  postgresql.JSONB(),
  postgresql.JSONB({ astextType: sa.String(3) }),
  postgresql.JSON({ noneAsNull: true }),
  postgresql.HSTORE(),
  postgresql.ARRAY(postgresql.ENUM("a", "b", { name: "e" })),
  postgresql.ARRAY(sa.Integer(), { zeroIndexes: true, asTuple: true }),
  postgresql.ENUM("a", "b", { name: "e", createType: false }),
  postgresql.DOMAIN("positive", sa.Integer(), { check: "VALUE > 0", notNull: true, schema: "s", createType: false }),
  postgresql.BIT(3, { varying: true }),
  postgresql.TIMESTAMP({ timezone: true, precision: 3 }),
  postgresql.INTERVAL({ fields: "YEAR TO MONTH", precision: 2 }),
  postgresql.INET(),
  postgresql.TSVECTOR(),
  postgresql.INT4RANGE(),
  mysql.INTEGER(11, { unsigned: true }),
  mysql.TINYINT({ displayWidth: 1 }),
  mysql.DECIMAL(10, 2, { unsigned: true, zerofill: true }),
  mysql.DOUBLE(10, 2),
  mysql.FLOAT(7),
  mysql.VARCHAR(20, { charset: "utf8mb4", collation: "utf8mb4_bin" }),
  mysql.NVARCHAR(20),
  mysql.LONGTEXT({ collation: "utf8mb4_bin" }),
  mysql.ENUM("a", "b"),
  mysql.ENUM("a", "b", { charset: "utf8" }),
  mysql.SET("a", "b", { retrieveAsBitwise: true }),
  mysql.DATETIME({ fsp: 6 }),
  mysql.YEAR({ displayWidth: 4 }),
  mysql.BIT(2),
  mssql.DATETIME2(3),
  mssql.VARBINARY("max", { filestream: true }),
  mssql.UNIQUEIDENTIFIER(),
  mssql.BIT(),
  mssql.NTEXT(),
  mssql.REAL(),
  oracle.NUMBER(10, 2),
  oracle.NUMBER(),
  oracle.FLOAT({ binaryPrecision: 20 }),
  oracle.TIMESTAMP({ localTimezone: true }),
  oracle.INTERVAL({ dayPrecision: 2, secondPrecision: 3 }),
  oracle.VARCHAR2(20),
  oracle.RAW(16),
  sqlite.DATETIME(),
  sqlite.DATE(),
  sqlite.JSON(),
];

const program = `
import warnings
from types import SimpleNamespace
import sqlalchemy as sa
from alembic.autogenerate import render_python_code
from alembic.migration import MigrationContext
from alembic.operations import ops
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql, sqlite
warnings.simplefilter("ignore")
context = MigrationContext.configure(dialect_name="postgresql")
result = []
for text in args:
    kept = []
    names = SimpleNamespace(add_column=lambda table, column: kept.append(ops.AddColumnOp(table, column)))
    exec(text, {"op": names, "sa": sa, "mssql": mssql, "mysql": mysql, "oracle": oracle, "postgresql": postgresql, "sqlite": sqlite})
    result.append(render_python_code(ops.UpgradeOps(kept), migration_context=context))
`;

describe.skipIf(python() === undefined)(`types written as Python (${noPython})`, () => {
  let live: Oracle;
  beforeAll(() => {
    live = new Oracle();
  });
  afterAll(() => live.close());

  test("when Python reads a type that was written then it writes the same", async () => {
    const context = new AutogenContext(MigrationContext.configure({ dialect: new PostgresqlDialect() }), null, {
      autogenerate: false,
    });
    const written = types.map((type) =>
      renderPythonBody(new UpgradeOps([new AddColumnOp("t", sa.Column("c", type))]), context),
    );
    // Lines after the first one are indented, as in a file.
    const texts = written.map((text) => text.replaceAll(/^ {4}/gm, ""));
    expect((await live.run(program, texts)) as readonly string[]).toEqual(written);
    expect([...context.imports].toSorted()).toEqual(
      ["mssql", "mysql", "oracle", "postgresql", "sqlite"].map((name) => `from sqlalchemy.dialects import ${name}`),
    );
  });
});
