/** biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are code */
import { describe, expect, test } from "vitest";
import { convertPython } from "../../src/convert/to-typescript/convert-python.js";

const head = "from alembic import op\nimport sqlalchemy as sa\nfrom sqlalchemy import inspect\n";

/** The body of `upgrade()` in TypeScript, or the reasons why there is none. */
function body(python: string, before = ""): string | readonly string[] {
  const lines = python.split("\n").map((line) => `    ${line}`);
  const converted = convertPython(`${head}${before}\ndef upgrade():\n${lines.join("\n")}\n`, "x.py");
  if ("refusals" in converted) return converted.refusals.map(({ line, reason }) => `${line}: ${reason}`);
  const text = converted.text.slice(converted.text.indexOf("Promise<void> {\n") + "Promise<void> {\n".length);
  return text.replace(/\n\}\n[\s\S]*$/, "").replace(/^ {2}/gm, "");
}

describe("a Python revision in TypeScript", () => {
  test.each([
    ['op.add_column("t", sa.Column("x", sa.Integer))', 'await op.addColumn("t", sa.Column("x", sa.Integer()));'],
    [
      'op.alter_column("t", "c", existing_type=sa.Numeric(precision=10, scale=2), type_=sa.String(length=5), nullable=True)',
      'await op.alterColumn("t", "c", { existingType: sa.Numeric(10, 2), type: sa.String(5), nullable: true });',
    ],
    ['op.drop_index("ix", table_name="t")', 'await op.dropIndex("ix", { tableName: "t" });'],
    ['op.drop_constraint("uq", "t", type_="unique")', 'await op.dropConstraint("uq", "t", { type: "unique" });'],
    [
      'op.create_index("ix", "t", ["a"], sqlite_where=sa.text("a > 1"))',
      'await op.createIndex("ix", "t", ["a"], { sqliteWhere: sa.text("a > 1") });',
    ],
    [
      'op.create_table("t", sa.Column("a", sa.Integer()), mysql_engine="InnoDB", mysql_sparkle="on", duckdb_zones=2, sqlite_strict=True)',
      'await op.createTable("t", sa.Column("a", sa.Integer()), {\n  mysqlEngine: "InnoDB",\n  dialectOptions: { mysqlSparkle: "on", duckdbZones: 2 },\n  sqliteStrict: true,\n});',
    ],
    [
      't = sa.table("t", sa.column("a", sa.Integer()))\nop.execute(t.update().where((t.c.a == 1) | ~t.c.a.in_([2, 3])).values(a=t.c.a + 1))',
      'const t = sa.table("t", sa.column("a", sa.Integer()));\nawait op.execute(t.update().where(sa.or(t.c.a.eq(1), sa.not(t.c.a.in([2, 3])))).values({ a: t.c.a.add(1) }));',
    ],
    [
      'conn = op.get_bind()\nfor row in conn.execute(sa.text("SELECT id, name FROM t")).fetchall():\n    conn.execute(sa.text("UPDATE u SET n = :n"), {"n": row.name})',
      'const conn = op.getBind();\nfor (const row of await conn.execute(sa.text("SELECT id, name FROM t"))) {\n  await conn.execute(sa.text("UPDATE u SET n = :n"), { n: row.name });\n}',
    ],
    [
      'for name, size in [("a", 1), ("b", 2)]:\n    op.execute(f"UPDATE {name} SET x = {size}")',
      'for (const [name, size] of [["a", 1], ["b", 2]]) {\n  await op.execute(`UPDATE ${name} SET x = ${size}`);\n}',
    ],
    [
      'if "t" not in inspect(op.get_bind()).get_table_names():\n    return\nop.drop_table("t")',
      'if (!(await op.getBind().inspector().getTableNames()).includes("t")) {\n  return;\n}\nawait op.dropTable("t");',
    ],
    [
      'if op.get_bind().dialect.name == "sqlite":\n    pass\nelse:\n    op.drop_table("t")',
      'if (op.getBind().dialect.name === "sqlite") {\n} else {\n  await op.dropTable("t");\n}',
    ],
    ['op.execute("DELETE FROM %s WHERE a = %d" % ("t", 3))', 'await op.execute(`DELETE FROM ${"t"} WHERE a = ${3}`);'],
    ['op.execute("a{} {b}".format(1, b="x"))', 'await op.execute(`a${1} ${"x"}`);'],
    [
      'with op.get_context().autocommit_block():\n    op.execute("VACUUM")',
      'await op.getContext().autocommitBlock(async () => {\n  await op.execute("VACUUM");\n});',
    ],
    [
      'x = "a"\nif True:\n    y = x\nelse:\n    y = "b"\nop.execute(y)',
      'let y: any;\nconst x = "a";\nif (true) {\n  y = x;\n} else {\n  y = "b";\n}\nawait op.execute(y);',
    ],
    ['delete = "x"\nop.execute(delete)', 'const delete_ = "x";\nawait op.execute(delete_);'],
    ["op.execute('a \\'b\\' \\\\ ${x} `')", "await op.execute(\"a 'b' \\\\ ${x} `\");"],
  ])("when a step has %s", (python, typescript) => {
    expect(body(python)).toBe(typescript);
  });

  test.each([
    [
      "x = op.get_bind().execute(sa.text('SELECT a FROM t')).scalar()\nop.execute(f'UPDATE t SET a = {x}')",
      /^7: it is not known whether x is a text/,
    ],
    ["x = [1]\nx.sort()", /^7: x\.sort\(\), since it is not known/],
    ["op.execute(f'{1.5}')", /^6: it is not known whether 1\.5/],
    ["op.execute(str(2.0))", /^6: the number 2\.0/],
    ["for i in range(3):\n    pass\nop.execute(str(i))", /^6: i is used behind its loop/],
    ["import app.models\napp.models.go()", /app\.models\.go is Python code of another module/],
    ["with op.batch_alter_table('t') as b:\n    return", /^7: return inside of a with block/],
    ["try:\n    op.execute('x')\nexcept ValueError:\n    pass", /^8: except ValueError/],
    ["class A: pass", /^6: a class has no counterpart/],
    ["yield 1", /^6: a generator has no counterpart/],
    ["op.nothing()", /^6: op\.nothing is not known here/],
    [
      "op.alter_column('t', 'c', postgresql_usnig='d')",
      /^6: the argument postgresql_usnig of alter_column\(\), which Alembic ignores/,
    ],
    [
      "op.create_index('i', 't', ['c'], sqlite_wehre='d')",
      /^6: the argument sqlite_wehre of create_index\(\), which SQLAlchemy refuses/,
    ],
    ["op.add_column('t', 'c', 'd')", /^6: add_column\(\) takes 2 positional arguments/],
    ["op.drop_table(name='t')", /^6: drop_table\(\) lacks its argument 'table_name'/],
    [
      "if op.get_bind().execute(sa.text('SELECT a FROM t')).scalars():\n    x = {1: 2}\n    x.pop(1)",
      /x\.pop\(\), since/,
    ],
  ])("when the meaning of %s might change then it is refused", (python, reason) => {
    const found = body(python);
    expect(Array.isArray(found) && found.some((one) => reason.test(one)), String(found)).toBe(true);
  });

  test("when a helper function asks the database then it is given op and waited for, whoever calls it", () => {
    const helper =
      "def exists(table, column='id'):\n    return column in [c['name'] for c in inspect(op.get_bind()).get_columns(table)]\n";
    const converted = convertPython(
      `${head}\n${helper}\ndef upgrade():\n    if not exists('t'):\n        op.drop_table('t')\n`,
      "x.py",
    );
    expect("text" in converted ? converted.text : converted).toBe(`import type { Operations } from "alembic-ts";

async function exists(op: Operations, table: string, column: string = "id") {
  return (await op.getBind().inspector().getColumns(table)).map((c) => c.name).includes(column);
}

export async function upgrade(op: Operations): Promise<void> {
  if (!(await exists(op, "t"))) {
    await op.dropTable("t");
  }
}
`);
  });
});
