import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alterColumnOptionKeys } from "../../src/operations/directives/alter-column-op.js";
import { dropColumnOptionKeys } from "../../src/operations/directives/column-ops.js";
import { createIndexOptionKeys } from "../../src/operations/directives/index-ops.js";
import { columnOptionKeys } from "../../src/schema/column.js";
import { primaryKeyOptionKeys } from "../../src/schema/constraints/primary-key-constraint.js";
import { uniqueOptionKeys } from "../../src/schema/constraints/unique-constraint.js";
import { tableOptionKeys } from "../../src/schema/table.js";
import { indexOptionKeys } from "../../src/schema/table-index.js";
import { LanguageServer } from "./language-server.js";

const head = [
  'import { Config, loadConfig, type EnvironmentContext, type Operations, sa } from "alembic-ts";',
  "declare const metadata: sa.MetaData;",
  "declare const op: Operations;",
  "declare const context: EnvironmentContext;",
  'const column = sa.Column("id", sa.Integer());',
  "const names: string[] = [];",
];

let server: LanguageServer;

beforeAll(async () => {
  const types = fileURLToPath(new URL("../../dist/types/index.d.ts", import.meta.url));
  if (!existsSync(types)) throw new Error("there are no declarations in dist: npm run build");
  server = await LanguageServer.start();
}, 60_000);
afterAll(() => server?.stop());

/** Calls that must not compile: the call, the text that the compiler has to point at, and a part of its sentence. */
const wrong: readonly (readonly [call: string, at: string, message: RegExp])[] = [
  ['sa.Column("id", { nulable: false })', "nulable", /'nulable' does not exist in type 'ColumnOptions'.*'nullable'/],
  ['sa.Column("id", sa.Integer(), { nulable: false })', "nulable", /'nulable' does not exist.*'nullable'/],
  ['new sa.Column("id", sa.Integer(), { nulable: false })', "nulable", /'nulable' does not exist.*'nullable'/],
  ['sa.Column("id", sa.Integer(), sa.ForeignKey("a.b"), { nulable: 1 })', "nulable", /'nulable' does not exist/],
  [
    'sa.Column("id", sa.Integer(), sa.ForeignKey("a.b"), sa.Computed("1"), { nulable: 1 })',
    "nulable",
    /'nulable' does not exist/,
  ],
  ['sa.Column(sa.Integer(), { name: "id", nulable: 1 })', "nulable", /'nulable' does not exist.*'nullable'/],
  ['new sa.Column(sa.Integer(), { name: "id", nulable: 1 })', "nulable", /'nulable' does not exist.*'nullable'/],
  ['sa.Column(sa.Integer(), sa.ForeignKey("a.b"), { name: "id", nulable: 1 })', "nulable", /'nulable' does not exist/],
  ['sa.Column({ name: "id", nulable: false })', "nulable", /'nulable' does not exist/],
  ['sa.Column("id", sa.Integer(), { nullable: 1 })', "nullable", /'number' is not assignable to type 'boolean/],
  ['sa.Table("t", metadata, column, { coment: "" })', "coment", /'coment' does not exist/],
  ['sa.Table("t", metadata, column, column, { coment: "" })', "coment", /'coment' does not exist/],
  ['sa.table("t", sa.column("a"), { shema: "" })', "shema", /'shema' does not exist/],
  ['sa.MetaData({ shema: "" })', "shema", /'shema' does not exist/],
  ['sa.Index("i", "a", { uniqe: true })', "uniqe", /'uniqe' does not exist/],
  ['sa.UniqueConstraint("a", "b", { nam: "" })', "nam", /'nam' does not exist/],
  ['sa.PrimaryKeyConstraint("a", { nam: "" })', "nam", /'nam' does not exist/],
  ['sa.CheckConstraint("a > 1", { nam: "" })', "nam", /'nam' does not exist/],
  ['sa.ForeignKey("a.b", { ondelet: "" })', "ondelet", /'ondelet' does not exist/],
  ['sa.ForeignKeyConstraint(["a"], ["b.c"], { ondelet: "" })', "ondelet", /'ondelet' does not exist/],
  ['sa.postgresql.ExcludeConstraint(["a", "="], { usng: "" })', "usng", /'usng' does not exist/],
  ['sa.Computed("a", { persistd: true })', "persistd", /'persistd' does not exist/],
  ["sa.Identity({ strt: 1 })", "strt", /'strt' does not exist/],
  ['sa.Sequence("s", { strt: 1 })', "strt", /'strt' does not exist/],
  ["sa.DateTime({ timezon: true })", "timezon", /'timezon' does not exist/],
  ['sa.Boolean({ nam: "" })', "nam", /'nam' does not exist/],
  ['sa.String({ colation: "" })', "colation", /'colation' does not exist/],
  ['sa.String(50, { colation: "" })', "colation", /'colation' does not exist/],
  ['sa.String("50")', '"50"', /'"50"' is not assignable to type 'number/],
  ["sa.String(-1)", "-1", /a whole number that is not negative, not -1/],
  ["sa.String(1.5)", "1.5", /a whole number that is not negative, not 1.5/],
  ['sa.Numeric("10", "2")', '"10", "2"', /'string' is not assignable to type 'number'/],
  ["sa.Numeric(-10)", "-10", /a whole number that is not negative, not -10/],
  ["sa.Numeric(10, { asdecimall: true })", "asdecimall", /'asdecimall' does not exist/],
  ["sa.Numeric(10, 2, { asdecimall: true })", "asdecimall", /'asdecimall' does not exist/],
  ['sa.Enum(["a"])', '["a"]', /'string\[\]' is not assignable/],
  ['sa.Enum("a", { nam: "" })', "nam", /'nam' does not exist/],
  ['sa.postgresql.ENUM("a", { nam: "" })', "nam", /'nam' does not exist/],
  ['sa.mysql.VARCHAR(20, { charst: "" })', "charst", /'charst' does not exist/],
  ["sa.mysql.INTEGER(-1)", "-1", /a whole number that is not negative, not -1/],
  ['sa.mysql.SET("a", { charst: "" })', "charst", /'charst' does not exist/],
  ["sa.oracle.NUMBER(10, { scal: 1 })", "scal", /'scal' does not exist/],
  [
    "context.configure({ compareServerDefualt: true })",
    "compareServerDefualt",
    /does not exist.*'compareServerDefault'/,
  ],
  ['sa.Index("i", "a", { sqliteWehre: "" })', "sqliteWehre", /'sqliteWehre' does not exist.*'sqliteWhere'/],
  ['sa.Index("i", "a", { mysqlEngine: "" })', "mysqlEngine", /'mysqlEngine' does not exist/],
  ['sa.Index("i", "a", { duckdbZones: "" })', "duckdbZones", /'duckdbZones' does not exist/],
  [
    'op.createIndex("i", "t", ["a"], { postgresqlUsing: 5 })',
    "postgresqlUsing",
    /'number' is not assignable to type 'string/,
  ],
  ['sa.Column("id", sa.Integer(), { sqliteOnConflictNtoNull: "" })', "sqliteOnConflictNtoNull", /does not exist/],
  ['sa.Table("t", metadata, column, { mysqlEnigne: "" })', "mysqlEnigne", /'mysqlEnigne' does not exist/],
  ['sa.UniqueConstraint("a", { mysqlUsing: "" })', "mysqlUsing", /'mysqlUsing' does not exist/],
  ['sa.PrimaryKeyConstraint("a", { mysqlUsnig: "" })', "mysqlUsnig", /'mysqlUsnig' does not exist/],
  ['sa.CheckConstraint("a", { mssqlNotValid: true })', "mssqlNotValid", /'mssqlNotValid' does not exist/],
  ['sa.ForeignKey("a.b", { postgresqlNtoValid: true })', "postgresqlNtoValid", /'postgresqlNtoValid' does not exist/],
  ['sa.postgresql.ExcludeConstraint(["a", "="], { sqliteX: 1 })', "sqliteX", /'sqliteX' does not exist/],
  ['sa.Sequence("s", { oracleOrdre: true })', "oracleOrdre", /'oracleOrdre' does not exist/],
  ["sa.Identity({ oracleOnNul: true })", "oracleOnNul", /'oracleOnNul' does not exist/],
  ['op.alterColumn("t", "c", { postgresqlUsnig: "" })', "postgresqlUsnig", /'postgresqlUsnig'.*'postgresqlUsing'/],
  ['op.dropColumn("t", "c", { mssqlDropDefalt: true })', "mssqlDropDefalt", /'mssqlDropDefalt'.*'mssqlDropDefault'/],
  ['op.createIndex("i", "t", ["a"], { sqliteWehre: "" })', "sqliteWehre", /'sqliteWehre'.*'sqliteWhere'/],
  ['op.dropIndex("i", { postgresqlConcurently: true })', "postgresqlConcurently", /does not exist/],
  ['op.createTable("t", column, { mysqlEnigne: "" })', "mysqlEnigne", /'mysqlEnigne' does not exist/],
  ['op.dropTable("t", { sqliteStrit: true })', "sqliteStrit", /'sqliteStrit' does not exist/],
  ['op.createUniqueConstraint("u", "t", ["a"], { sqliteX: 1 })', "sqliteX", /'sqliteX' does not exist/],
  ['op.createPrimaryKey("u", "t", ["a"], { sqliteX: 1 })', "sqliteX", /'sqliteX' does not exist/],
  ['op.createCheckConstraint("u", "t", "a > 1", { sqliteX: 1 })', "sqliteX", /'sqliteX' does not exist/],
  ['op.createForeignKey("u", "t", "v", ["a"], ["b"], { sqliteX: 1 })', "sqliteX", /'sqliteX' does not exist/],
  ['op.createExcludeConstraint("u", "t", ["a", "="], { sqliteX: 1 })', "sqliteX", /'sqliteX' does not exist/],
  ["context.configure({ tenant: 5 })", "tenant", /'tenant' does not exist in type 'ClientConfigureOptions'/],
  ["loadConfig({ cmdOpts: { quite: true } })", "quite", /'quite' does not exist.*'quiet'/],
  ["Config.fromValues({}, { cmdOpts: { tenant: 5 } })", "tenant", /'tenant' does not exist in type 'ConfigArguments'/],
];

/** Calls that must compile. */
const right = [
  'sa.Column("id")',
  'sa.Column("id", sa.Integer)',
  'sa.Column({ name: "id" })',
  'sa.Column(sa.Integer(), { name: "id" })',
  'sa.Column("id", sa.Integer(), sa.ForeignKey("a.b"), sa.Computed("1"), { sqliteOnConflictNotNull: "FAIL" })',
  'sa.Table("t", metadata)',
  'sa.Table("t", metadata, ...[column], { comment: "x" })',
  "sa.UniqueConstraint(...names)",
  'sa.UniqueConstraint(...names, { name: "x" })',
  'new sa.Index("i", "a", { unique: true })',
  'sa.Index("i", ...names, { unique: true })',
  "sa.PrimaryKeyConstraint()",
  "sa.String()",
  "sa.String(null)",
  "sa.String(names.length)",
  'sa.Index("i", "a", { dialectOptions: { duckdbZones: 5 } })',
  'sa.Table("t", metadata, column, { mysqlEngine: "InnoDB", mariadbEngine: "Aria", dialectOptions: { mysqlX: 1 } })',
  'op.alterColumn("t", "c", { postgresqlUsing: "c::int", sqliteUsing: "c + 0" })',
  "sa.Numeric(10, -2)",
  "sa.Numeric(10, { asdecimal: true })",
  "sa.Enum(...names)",
  "class Own extends sa.String {}\nnew Own(5)",
  'sa.mssql.VARBINARY("max")',
  "context.configure({ info: { tenant: 5 } })",
  "loadConfig({ cmdOpts: { quiet: true, info: { tenant: 5 } } })",
];

/** Where an editor is asked for the options of a call, and what it has to offer. */
const columnOptions = Object.keys(columnOptionKeys.names);
const options = ({ names }: { readonly names: object }) => Object.keys(names);
const offered: readonly (readonly [call: string, names: readonly string[]])[] = [
  ['sa.Column("id", { ^ })', columnOptions],
  ['sa.Column("id", sa.Integer(), { ^ })', columnOptions],
  ['sa.Column("id", sa.Integer(), sa.ForeignKey("a.b"), { ^ })', columnOptions],
  ['sa.Index("i", "a", { ^ })', options(indexOptionKeys)],
  ['sa.UniqueConstraint("a", "b", { ^ })', options(uniqueOptionKeys)],
  ['sa.PrimaryKeyConstraint("a", { ^ })', options(primaryKeyOptionKeys)],
  ['sa.Table("t", metadata, column, { ^ })', options(tableOptionKeys)],
  ['op.alterColumn("t", "c", { ^ })', options(alterColumnOptionKeys)],
  ['op.dropColumn("t", "c", { ^ })', options(dropColumnOptionKeys)],
  ['op.createIndex("i", "t", ["a"], { ^ })', options(createIndexOptionKeys)],
  ['sa.table("t", sa.column("a"), { ^ })', ["schema"]],
  ["sa.String({ ^ })", ["collation", "collationSchema", "length"]],
  ["sa.String(50, { ^ })", ["collation", "collationSchema", "length"]],
];

const hovered: readonly (readonly [call: string, text: string])[] = [
  ['sa.^Column("id", sa.Integer(), { nullable: false })', "A column of a table."],
  ['sa.Column("id", sa.Integer(), { ^nullable: false })', "Whether NULL is allowed"],
  ['sa.Column("id", sa.Integer(), { ^primaryKey: false })', "primary key"],
  ['sa.^Table("t", metadata, column)', "A table of a database."],
  ["sa.^String(50)", "A string, `VARCHAR` in SQL."],
  ["sa.^Numeric(5)", "An exact decimal number."],
  ['sa.^ForeignKey("a.b")', "sa.ForeignKey("],
  ['sa.^Index("i", "a")', "An index of a table."],
  ['sa.^UniqueConstraint("a")', "No two rows have the same values"],
  ['sa.Index("i", "a", { ^sqliteWhere: "" })', "the condition of the rows in the index"],
  ['sa.Table("t", metadata, column, { ^mysqlEngine: "" })', "the storage engine"],
  ['sa.Table("t", metadata, column, { ^dialectOptions: {} })', "dialects that are not built in"],
  ['op.alterColumn("t", "c", { ^postgresqlUsing: "" })', "the expression by which old values become new ones"],
  ["sa.mysql.^TINYINT()", "MySQL's TINYINT."],
];

describe("what a compiler and an editor make of the declarations", () => {
  test("when a call is wrong then the compiler names the argument or the key", async () => {
    const text = [...head, ...wrong.map(([call]) => `${call};`)].join("\n");
    const findings = await server.findings(server.open("wrong.ts", text), text);
    for (const [at, [call, place, message]] of wrong.entries()) {
      const here = findings.filter(({ line }) => line === head.length + at);
      expect(
        here.map((one) => one.at),
        call,
      ).toEqual([place]);
      expect(here[0]?.message.replaceAll("\n", " "), call).toMatch(message);
    }
    expect(findings).toHaveLength(wrong.length);
  });

  test("when a call is right then it compiles", async () => {
    const text = [...head, ...right].join(";\n");
    expect(await server.findings(server.open("right.ts", text), text)).toEqual([]);
  });

  test.each(offered)("when options are completed in %s then they are its own and no others", async (call, names) => {
    const line = call.replace("^", "");
    const uri = server.open(`complete-${offered.findIndex(([one]) => one === call)}.ts`, [...head, line].join("\n"));
    const found = await server.completions(uri, { line: head.length, character: call.indexOf("^") });
    expect([...found].sort()).toEqual([...names].sort());
  });

  test.each(hovered)("when one points at %s then its documentation is shown", async (call, text) => {
    const uri = server.open(
      `hover-${hovered.findIndex(([one]) => one === call)}.ts`,
      [...head, call.replace("^", "")].join("\n"),
    );
    expect(await server.hover(uri, { line: head.length, character: call.indexOf("^") })).toContain(text);
  });

  test("when op is completed then it offers directives and nothing of the run", async () => {
    const uri = server.open("op.ts", [...head, "op."].join("\n"));
    const found = await server.completions(uri, { line: head.length, character: 3 });
    expect(found).toContain("createTable");
    for (const internal of ["drain", "close", "runsFor", "host", "queue", "target", "carryOut", "implementations"])
      expect(found).not.toContain(internal);
  });
});
