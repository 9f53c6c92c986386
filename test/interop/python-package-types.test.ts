import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { nodeFileSystem } from "../../src/config/node-file-system.js";
import { PythonScripts } from "../../src/script/python/python-scripts.js";
import { scriptOf, startRun } from "../operations/run-operations.js";

/** What SQLAlchemy 2.1 compiles each type to with the packages of November 2026: SQLite, PostgreSQL, MySQL, SQL Server. */
const types: readonly (readonly [imports: string, type: string, sql: readonly (string | null)[]])[] = [
  [
    "from sqlmodel.sql.sqltypes import AutoString",
    "AutoString()",
    ["VARCHAR", "VARCHAR", "VARCHAR(255)", "VARCHAR(max)"],
  ],
  ["import sqlmodel", "sqlmodel.AutoString(length=20)", ["VARCHAR(20)", "VARCHAR(20)", "VARCHAR(20)", "VARCHAR(20)"]],
  ["import sqlalchemy_utils", "sqlalchemy_utils.UUIDType()", ["BINARY(16)", "UUID", "BINARY(16)", "UNIQUEIDENTIFIER"]],
  [
    "import sqlalchemy_utils",
    "sqlalchemy_utils.UUIDType(binary=False)",
    ["CHAR(32)", "UUID", "CHAR(32)", "UNIQUEIDENTIFIER"],
  ],
  [
    "import sqlalchemy_utils as u",
    "u.UUIDType(native=False)",
    ["BINARY(16)", "BINARY(16)", "BINARY(16)", "BINARY(16)"],
  ],
  [
    "import sqlalchemy as sa, sqlalchemy_utils as u",
    "u.ChoiceType([(1, 'b')], impl=sa.Integer())",
    ["INTEGER", "INTEGER", "INTEGER", "INTEGER"],
  ],
  ["import sqlalchemy_utils as u", "u.CountryType()", ["VARCHAR(2)", "VARCHAR(2)", "VARCHAR(2)", "VARCHAR(2)"]],
  ["import sqlalchemy_utils as u", "u.ScalarListType()", ["TEXT", "TEXT", "TEXT", "NTEXT"]],
  ["import sqlalchemy_utils as u", "u.LtreeType()", [null, "LTREE", null, null]],
  [
    "import sqlalchemy_utils as u",
    "u.PasswordType(max_length=99)",
    ["BLOB", "BYTEA", "VARBINARY(99)", "VARBINARY(99)"],
  ],
  ["from sqlalchemy_utils.types import JSONType", "JSONType()", ["TEXT", "JSON", "TEXT", "NTEXT"]],
  ["import sqlalchemy_utils as u", "u.EmailType()", ["VARCHAR(255)", "VARCHAR(255)", "VARCHAR(255)", "NVARCHAR(255)"]],
  ["import sqlalchemy_utils as u", "u.URLType()", ["TEXT", "TEXT", "TEXT", "NTEXT"]],
  [
    "import sqlalchemy_utils as u",
    "u.ChoiceType([('a', 'b')])",
    ["VARCHAR(255)", "VARCHAR(255)", "VARCHAR(255)", "NVARCHAR(255)"],
  ],
  ["import sqlalchemy_utils as u", "u.IPAddressType()", ["VARCHAR(50)", "VARCHAR(50)", "VARCHAR(50)", "NVARCHAR(50)"]],
  ["import sqlalchemy_utils as u", "u.TSVectorType()", [null, "TSVECTOR", null, null]],
  ["from pgvector.sqlalchemy import Vector", "Vector(3)", [null, "VECTOR(3)", null, null]],
  ["import pgvector", "pgvector.sqlalchemy.HALFVEC(3)", [null, "HALFVEC(3)", null, null]],
  ["from geoalchemy2 import Geometry", "Geometry('POINT', srid=4326)", [null, "geometry(POINT,4326)", null, null]],
  ["import geoalchemy2", "geoalchemy2.types.Geography()", [null, "geography(GEOMETRY,-1)", null, null]],
  ["import fastapi_users_db_sqlalchemy as f", "f.generics.GUID()", ["CHAR(36)", "UUID", "CHAR(36)", "VARCHAR(36)"]],
];

describe("types of packages on top of SQLAlchemy", () => {
  test.each(types)("when a revision says '%s' then %s is what the package makes of it", async (imports, type, sql) => {
    const folder = mkdtempSync(join(tmpdir(), "python-package-types-"));
    try {
      const path = join(folder, "a.py");
      const source = `from alembic import op\nimport sqlalchemy as sa\n${imports}\n\ndef upgrade():\n    op.add_column("t", sa.Column("c", ${type}))\n`;
      writeFileSync(path, source);
      const scripts = new PythonScripts({ files: nodeFileSystem, roots: [folder] });
      scripts.check(path, source);
      const { upgrade } = await scripts.load(path, source);
      for (const [at, name] of ["sqlite", "postgresql", "mysql", "mssql"].entries()) {
        const wanted = sql[at];
        if (wanted === null || wanted === undefined) continue;
        const dialect = await loadDialect(name);
        const run = startRun(dialect);
        await upgrade?.(run.op);
        const word = name === "mssql" ? "ADD c" : "ADD COLUMN c";
        expect(scriptOf(dialect, run.statements)).toContain(
          `ALTER TABLE t ${word} ${wanted}${name === "mssql" ? " NULL" : ""};`,
        );
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
