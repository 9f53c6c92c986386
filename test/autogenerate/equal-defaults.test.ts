import { describe, expect, test } from "vitest";
import type { ServerDefaultInput } from "../../src/schema/column.js";
import { sa } from "../../src/schema/sa.js";
import type { TypeInput } from "../../src/schema/types/type-engine.js";
import { diffs } from "./support/compare.js";

type Case = readonly [
  typeText: string,
  written: string,
  type: TypeInput,
  serverDefault: ServerDefaultInput | undefined,
];

/** What is found between a column that the database has and one of the models, in an attached database or the main one. */
async function found([typeText, written, type, serverDefault]: Case, schema: string | null) {
  const metadata = new sa.MetaData();
  const options = serverDefault === undefined ? {} : { serverDefault };
  const id = sa.Column("id", sa.Integer(), { primaryKey: true });
  sa.Table("t", metadata, id, sa.Column("a", type, options), { schema });
  const table = schema === null ? "t" : `${schema}.t`;
  return diffs(
    ["ATTACH ':memory:' AS side", `CREATE TABLE ${table} (id INTEGER NOT NULL PRIMARY KEY, a ${typeText} ${written})`],
    metadata,
    { includeSchemas: schema !== null },
  );
}

const equal: readonly Case[] = [
  ["TEXT", "DEFAULT NULL", sa.Text(), undefined],
  ["TEXT", "DEFAULT (null)", sa.Text(), undefined],
  ["TEXT", "DEFAULT ((NULL))", sa.Text(), undefined],
  ["TEXT", "", sa.Text(), sa.text("NULL")],
  ["TEXT", "", sa.Text(), sa.null()],
  ["TEXT", "DEFAULT (null)", sa.Text(), sa.text("NULL")],
  ["TEXT", "DEFAULT NULL", sa.Text(), sa.text("(NULL)")],
  ["TEXT", `DEFAULT "dq"`, sa.Text(), "dq"],
  ["TEXT", `DEFAULT "it's"`, sa.Text(), "it's"],
  ["TEXT", `DEFAULT "it's"`, sa.Text(), sa.text(`"it's"`)],
  ["TEXT", `DEFAULT "a""b"`, sa.Text(), `a"b`],
  ["TEXT", "DEFAULT `bt`", sa.Text(), "bt"],
  ["TEXT", "DEFAULT 'q'", sa.Text(), sa.text(`"q"`)],
  ["TEXT", "DEFAULT word", sa.Text(), "word"],
  ["INTEGER", "DEFAULT +1", sa.Integer(), sa.text("1")],
  ["INTEGER", "DEFAULT 1", sa.Integer(), sa.text("+1")],
  ["INTEGER", "DEFAULT (+1)", sa.Integer(), "1"],
  ["INTEGER", "DEFAULT 1.0", sa.Integer(), sa.text("1")],
  ["NUMERIC", "DEFAULT 1.0", sa.Numeric(), sa.text("1")],
  ["NUMERIC", "DEFAULT 1", sa.Numeric(), "1.00"],
  ["FLOAT", "DEFAULT 1", sa.Float(), sa.text("1.0")],
  ["INTEGER", "DEFAULT '1'", sa.Integer(), sa.text("1")],
  ["INTEGER", "DEFAULT 0x10", sa.Integer(), sa.text("16")],
  ["INTEGER", "DEFAULT 16", sa.Integer(), sa.text("0X10")],
  ["INTEGER", "DEFAULT -0x10", sa.Integer(), sa.text("-16")],
  ["INTEGER", "DEFAULT 1e3", sa.Integer(), sa.text("1000")],
  ["BOOLEAN", "DEFAULT true", sa.Boolean(), sa.text("1")],
  ["BOOLEAN", "DEFAULT 0", sa.Boolean(), sa.false()],
  ["DATETIME", "DEFAULT CURRENT_TIMESTAMP", sa.DateTime(), sa.func.now()],
  ["DATETIME", "DEFAULT (CURRENT_TIMESTAMP)", sa.DateTime(), sa.func.now()],
  ["DATETIME", "DEFAULT current_timestamp", sa.DateTime(), sa.text("(CURRENT_TIMESTAMP)")],
  ["DATETIME", "DEFAULT ((current_timestamp))", sa.DateTime(), sa.text("CURRENT_TIMESTAMP")],
  ["DATETIME", "DEFAULT (datetime('now'))", sa.DateTime(), sa.text("datetime('now')")],
  ["DATETIME", "DEFAULT (datetime('now'))", sa.DateTime(), sa.text("(DATETIME('now'))")],
  ["DATETIME", "DEFAULT (datetime('now'))", sa.DateTime(), sa.text("( datetime ( 'now' ) )")],
  ["DATETIME", "DEFAULT (datetime('now'))", sa.DateTime(), sa.func.datetime("now")],
  ["DATE", "DEFAULT CURRENT_DATE", sa.Date(), sa.func.current_date()],
  ["DATE", "DEFAULT (CURRENT_DATE)", sa.Date(), sa.text("CURRENT_DATE")],
  ["BLOB", "DEFAULT x'00ff'", sa.LargeBinary(), sa.text("X'00FF'")],
  ["BLOB", "DEFAULT (x'')", sa.LargeBinary(), sa.text("X''")],
  ["JSON", `DEFAULT '{}'`, sa.JSON(), sa.text("('{}')")],
  ["JSON", `DEFAULT '{"a":1}'`, sa.JSON(), `{"a":1}`],
];

const different: readonly Case[] = [
  ["TEXT", "DEFAULT 'NULL'", sa.Text(), undefined],
  ["TEXT", "DEFAULT NULL", sa.Text(), "NULL"],
  ["TEXT", `DEFAULT "dq"`, sa.Text(), "DQ"],
  ["TEXT", "DEFAULT ''", sa.Text(), undefined],
  ["TEXT", "DEFAULT 1.0", sa.Text(), sa.text("1")],
  ["TEXT", "DEFAULT '0x10'", sa.Text(), "16"],
  ["INTEGER", "DEFAULT 1", sa.Integer(), sa.text("-1")],
  ["INTEGER", "DEFAULT 1", sa.Integer(), undefined],
  ["INTEGER", "", sa.Integer(), "0"],
  ["BLOB", "DEFAULT x'00'", sa.LargeBinary(), sa.text("x'01'")],
  ["BLOB", "DEFAULT 'a'", sa.LargeBinary(), sa.text("x'61'")],
  ["DATETIME", "DEFAULT CURRENT_TIMESTAMP", sa.DateTime(), sa.text("CURRENT_DATE")],
  ["DATETIME", "DEFAULT CURRENT_TIMESTAMP", sa.DateTime(), "CURRENT_TIMESTAMP"],
  ["DATETIME", "DEFAULT (datetime('now'))", sa.DateTime(), sa.text("datetime('NOW', '+1 day')")],
];

describe.each([null, "side"])("server defaults that are written in different ways, schema %s", (schema) => {
  test.each(equal)("when %s %s stands beside an equal one then nothing is found (%#)", async (...given) => {
    expect(await found(given as unknown as Case, schema)).toEqual([]);
  });
  test.each(different)("when %s %s stands beside another one then it is found (%#)", async (...given) => {
    expect(await found(given as unknown as Case, schema)).not.toEqual([]);
  });
});
