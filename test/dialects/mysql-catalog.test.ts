import { describe, expect, test } from "vitest";
import type { QueryResult, Row, StatementRunner } from "../../src/database/connection.js";
import { MysqlInspector } from "../../src/dialects/mysql/inspector.js";
import { MysqlDialect } from "../../src/dialects/mysql/mysql-dialect.js";

/** A row as the query returns it, with all other values in one text, as QUOTE() writes them. */
const packed = (own: readonly string[], row: Row): Row => {
  const quote = (value: unknown): string =>
    value === null ? "NULL" : `'${String(value).replaceAll(/['\\]/g, "\\$&").replaceAll("\0", "\\0")}'`;
  const others = Object.entries(row).filter(([key]) => !own.includes(key));
  const named = Object.fromEntries(Object.entries(row).filter(([key]) => own.includes(key)));
  return { ...named, packed: others.map(([, value]) => quote(value)).join(",") };
};
// What MySQL has in information_schema, by its manual and by a server 9.7: for machines without such a server.
const column = (name: string, type: string, more: Row = {}): Row =>
  packed(["tableName", "name"], {
    ...{ tableName: "t", name, type, nullable: "YES", defaultText: null, extra: "", expression: "", comment: "" },
    ...{ charset: null, collation: null, ...more },
  });
const text = { charset: "utf8mb4", collation: "utf8mb4_0900_ai_ci" };
const views: Readonly<Record<string, readonly Row[]>> = {
  TABLES: [
    {
      ...{ name: "t", kind: "BASE TABLE", engine: "InnoDB", collation: "utf8mb4_0900_ai_ci", comment: "", options: "" },
      version: "8.4.6",
    },
  ],
  COLUMNS: [
    column("id", "bigint unsigned", { nullable: "NO", extra: "auto_increment" }),
    column("flag", "tinyint(1)", { defaultText: "1" }),
    column("count", "int", { defaultText: "0" }),
    column("code", "varchar(9)", { ...text, defaultText: "it's a\\b" }),
    column("bin", "varchar(9)", { charset: "utf8mb4", collation: "utf8mb4_bin" }),
    column("kind", "enum('a','b')", { ...text, defaultText: "a" }),
    column("bits", "bit(4)", { defaultText: "b'101'" }),
    column("year", "year"),
    column("body", "text", { ...text, defaultText: "_utf8mb4\\'it\\\\\\'s\\'", extra: "DEFAULT_GENERATED" }),
    column("word", "varchar(9)", { ...text, defaultText: "lower(_utf8mb4\\'Ã\u009c\\')", extra: "DEFAULT_GENERATED" }),
    column("letter", "varchar(9)", { ...text, defaultText: "lower(_utf8mb4\\'Ü\\')", extra: "DEFAULT_GENERATED" }),
    column("day", "date", { defaultText: "curdate()", extra: "DEFAULT_GENERATED" }),
    column("made", "datetime(6)", { defaultText: "CURRENT_TIMESTAMP(6)", extra: "DEFAULT_GENERATED" }),
    column("seen", "timestamp", {
      defaultText: "CURRENT_TIMESTAMP",
      extra: "DEFAULT_GENERATED on update CURRENT_TIMESTAMP INVISIBLE",
    }),
    column("full", "varchar(20)", {
      ...text,
      extra: "STORED GENERATED",
      expression: "concat(`code`,_utf8mb4\\' \\',`bin`)",
    }),
    column("twice", "int", { extra: "VIRTUAL GENERATED", expression: "(`count` * 2)" }),
  ],
  STATISTICS: [
    { tableName: "t", name: "PRIMARY", isPlain: 0, columnName: "id", length: null, kind: "BTREE", direction: "A" },
    {
      ...{
        tableName: "t",
        name: "ix_lower",
        isPlain: 1,
        columnName: null,
        length: null,
        kind: "BTREE",
        direction: "A",
      },
      expression: "replace(lower(`code`),_utf8mb4\\'a\\',_utf8mb4\\'b\\')",
    },
    { tableName: "t", name: "ix_made", isPlain: 1, columnName: "made", length: null, kind: "BTREE", direction: "D" },
  ].map(
    (row): Row =>
      packed(["tableName", "name", "columnName"], { ...row, expression: "expression" in row ? row.expression : null }),
  ),
  KEY_COLUMN_USAGE: [
    {
      ...{ tableName: "t", name: "fk", columnName: "count", referredSchema: "app", referredTable: "p" },
      ...{ referredColumn: "id", ownSchema: "app" },
    },
  ],
  REFERENTIAL_CONSTRAINTS: [{ tableName: "t", name: "fk", onUpdate: "NO ACTION", onDelete: "CASCADE" }],
  TABLE_CONSTRAINTS: [
    { tableName: "t", name: "t_chk_1", level: "Table", text: "(`count` <> 0)" },
    { tableName: "t", name: "t_chk_2", level: "Table", text: "(`code` in (_utf8mb4\\'a\\',_utf8mb4\\'it\\\\\\'s\\'))" },
  ],
};

const runner: StatementRunner = {
  async execute(sql: string): Promise<QueryResult> {
    const view = /FROM information_schema\.(\w+)/.exec(sql)?.[1] ?? "";
    const rows = views[view] ?? [];
    return { columns: [], rows: [...rows], rowCount: rows.length };
  },
};

describe("the catalog of MySQL 8", () => {
  const inspector = new MysqlInspector(runner);
  const dialect = new MysqlDialect();

  test("when columns are read then types, defaults and generated columns are as SHOW CREATE TABLE writes them", async () => {
    const columns = await inspector.getColumns("t");
    expect(columns.map(({ name, type }) => [name, dialect.compileType(type)])).toEqual([
      ["id", "BIGINT UNSIGNED"],
      ["flag", "TINYINT(1)"],
      ["count", "INTEGER"],
      ["code", "VARCHAR(9)"],
      ["bin", "VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"],
      ["kind", "ENUM('a','b')"],
      ["bits", "BIT(4)"],
      ["year", "YEAR"],
      ["body", "TEXT"],
      ["word", "VARCHAR(9)"],
      ["letter", "VARCHAR(9)"],
      ["day", "DATE"],
      ["made", "DATETIME(6)"],
      ["seen", "TIMESTAMP"],
      ["full", "VARCHAR(20)"],
      ["twice", "INTEGER"],
    ]);
    expect(Object.fromEntries(columns.map((one) => [one.name, one.default]))).toEqual({
      ...{ id: null, flag: "'1'", count: "'0'", code: "'it''s a\\\\b'", bin: null, kind: "'a'", bits: "b'101'" },
      ...{ word: "(lower(_utf8mb4'Ü'))", letter: "(lower(_utf8mb4'Ü'))" },
      ...{ year: null, body: "(_utf8mb4'it\\'s')", day: "(curdate())", made: "CURRENT_TIMESTAMP(6)" },
      ...{ seen: "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP", full: null, twice: null },
    });
    expect(columns.flatMap(({ computed }) => computed ?? [])).toEqual([
      { sqltext: "(concat(`code`,_utf8mb4' ',`bin`))", persisted: true },
      { sqltext: "((`count` * 2))", persisted: false },
    ]);
    expect(columns[0]).toMatchObject({ autoincrement: true, primaryKey: 1, nullable: false });
  });

  test("when CHECKs and functional indexes are read then their strings have the quotes of SQL", async () => {
    expect(await inspector.getCheckConstraints("t")).toEqual([
      { name: "t_chk_1", sqltext: "(`count` <> 0)" },
      { name: "t_chk_2", sqltext: "(`code` in (_utf8mb4'a',_utf8mb4'it\\'s'))" },
    ]);
    expect(await inspector.getIndexes("t")).toMatchObject([
      {
        name: "ix_lower",
        columnNames: [null],
        expressions: ["(replace(lower(`code`),_utf8mb4'a',_utf8mb4'b'))"],
      },
      { name: "ix_made", columnNames: ["made"], columnSorting: { made: ["desc"] } },
    ]);
  });

  test("when a CHECK differs in letter case, in a character set that says nothing, or in how -1 is written then it is the same", () => {
    const { normalizeExpression } = dialect.compareHooks;
    const same = normalizeExpression("((`b` <> -1) and (`name` <> 'A'))");
    for (const one of ["((`B` <> -(1)) and (`Name` <> _utf8mb4'A'))", "((`b` <> -1)  and (`name` <> _latin1'A'))"])
      expect(normalizeExpression(one)).toBe(same);
    expect(normalizeExpression("((`b` <> -1) and (`name` <> 'a'))")).not.toBe(same);
    expect(normalizeExpression("(`a` <> _latin1'ü')")).not.toBe(normalizeExpression("(`a` <> _utf8mb4'ü')"));
  });

  test("when keys and options are read then they are those of the table", async () => {
    expect(await inspector.getForeignKeys("t")).toEqual([
      {
        ...{ name: "fk", constrainedColumns: ["count"], referredSchema: null, referredTable: "p" },
        ...{ referredColumns: ["id"], options: { ondelete: "CASCADE" } },
      },
    ]);
    expect(await inspector.getTableOptions("t")).toEqual({
      mysqlEngine: "InnoDB",
      mysqlDefaultCharset: "utf8mb4",
      mysqlCollate: "utf8mb4_0900_ai_ci",
    });
  });
});
