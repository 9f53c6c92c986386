import { expect, test } from "vitest";
import { AutogenContext } from "../../../src/autogenerate/autogen-context.js";
import { renderPythonBody } from "../../../src/autogenerate/render/python/render-python-body.js";
import { renderTypescriptCode } from "../../../src/autogenerate/render/render-typescript-code.js";
import { PostgresqlDialect } from "../../../src/dialects/postgresql/postgresql-dialect.js";
import { CreateIndexOp } from "../../../src/operations/directives/index-ops.js";
import { CreateTableOp } from "../../../src/operations/directives/table-ops.js";
import { UpgradeOps } from "../../../src/operations/directives/upgrade-ops.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import { sa } from "../../../src/schema/sa.js";

const table = sa.Table(
  "t",
  sa.MetaData(),
  sa.Column("a", sa.Integer(), sa.Identity({ oracleOrder: true, dialectOptions: { duckdbStep: 2 } })),
  sa.Column("b", sa.Integer(), { sqliteOnConflictNotNull: "FAIL", dialectOptions: { duckdbZone: 1 } }),
  { mysqlEngine: "InnoDB", dialectOptions: { mysqlSparkle: "on", duckdbZones: [1, 2] } },
);
sa.Index("ix", table.c.b, { postgresqlUsing: "hash", dialectOptions: { duckdbWhere: sa.text("a > 1") } });
const operations = new UpgradeOps([
  CreateTableOp.fromTable(table),
  ...table.indexes.map((index) => CreateIndexOp.fromIndex(index)),
]);

test("when options have keywords of other dialects then a script has them under dialectOptions", () => {
  const text = renderTypescriptCode(operations).replaceAll(/\s+/g, " ");
  expect(text).toContain("sa.Identity({ always: false, oracleOrder: true, dialectOptions: { duckdbStep: 2 } })");
  expect(text).toContain('sqliteOnConflictNotNull: "FAIL", dialectOptions: { duckdbZone: 1 }');
  expect(text).toContain('{ dialectOptions: { mysqlSparkle: "on", duckdbZones: [1, 2] }, mysqlEngine: "InnoDB" }');
  expect(text).toContain('postgresqlUsing: "hash", dialectOptions: { duckdbWhere: sa.text("a > 1") }');
});

test("when a Python script is written then all keywords are keywords", () => {
  const context = MigrationContext.configure({ dialect: new PostgresqlDialect() });
  const text = renderPythonBody(operations, new AutogenContext(context, null, { opts: {}, autogenerate: false }));
  expect(text).toContain("sa.Identity(always=False, oracle_order=True, duckdb_step=2)");
  expect(text).toContain("sqlite_on_conflict_not_null='FAIL', duckdb_zone=1");
  for (const keyword of ["duckdb_zones=[1, 2]", "mysql_engine='InnoDB'", "mysql_sparkle='on'"])
    expect(text).toContain(`,\n    ${keyword}`);
  expect(text).toContain("postgresql_using='hash', duckdb_where=sa.text('a > 1')");
});
