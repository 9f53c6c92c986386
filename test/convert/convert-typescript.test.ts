/** biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are code */
import { describe, expect, test } from "vitest";
import { parseTypeScript } from "../../src/commands/conversion/parse-typescript.js";
import { convertTypeScript } from "../../src/convert/to-python/convert-typescript.js";

/** The body of `upgrade()` in Python, or the reasons why there is none. */
async function body(typescript: string): Promise<string | readonly string[]> {
  const text = `import { sa, type Operations } from "alembic-ts";\nexport async function upgrade(op: Operations): Promise<void> {\n${typescript}\n}\n`;
  const converted = convertTypeScript(await parseTypeScript(text, "x.ts"), "");
  if ("refusals" in converted) return converted.refusals.map(({ line, reason }) => `${line}: ${reason}`);
  return converted.text
    .slice(converted.text.indexOf("-> None:\n") + "-> None:\n".length)
    .replace(/^ {4}/gm, "")
    .trimEnd();
}

describe("a TypeScript revision in Python", () => {
  test.each([
    [
      'await op.addColumn("t", sa.Column("x", sa.Integer, { nullable: true }));',
      'op.add_column("t", sa.Column("x", sa.Integer(), nullable=True))',
    ],
    [
      'await op.createTable("t", sa.Column("a"), { mysqlEngine: "InnoDB", dialectOptions: { duckdbZones: 2 }, comment: "c" });',
      'op.create_table("t", sa.Column("a"), mysql_engine="InnoDB", duckdb_zones=2, comment="c")',
    ],
    [
      'await op.alterColumn("t", "c", { existingType: sa.Numeric(10, 2), type: sa.String(5), newColumnName: "d" });',
      'op.alter_column(\n    "t",\n    "c",\n    existing_type=sa.Numeric(10, 2),\n    type_=sa.String(5),\n    new_column_name="d",\n)',
    ],
    [
      'await op.createIndex("ix", "t", ["a"], { sqliteWhere: sa.text("a > 1") });',
      'op.create_index("ix", "t", ["a"], sqlite_where=sa.text("a > 1"))',
    ],
    [
      'await op.batchAlterTable("t", { recreate: "always" }, async (batch) => {\n  batch.dropColumn("x"); // gone\n});',
      'with op.batch_alter_table("t", recreate="always") as batch:\n    batch.drop_column("x")  # gone',
    ],
    [
      'const t = sa.table("t", sa.column("a", sa.Integer()));\nawait op.execute(sa.update(t).where(sa.and(t.c.a.eq(1), t.c.a.isNotNull(), sa.not(t.c.a.in([2])))).values({ a: t.c.a.add(1) }));',
      't = sa.table("t", sa.column("a", sa.Integer()))\nop.execute(\n    sa.update(t).where(sa.and_(t.c.a == 1, t.c.a.is_not(None), sa.not_(t.c.a.in_([2])))).values(\n        {"a": t.c.a + 1},\n    ),\n)',
    ],
    [
      'const t = sa.table("t", sa.column("a"), sa.column("j", sa.postgresql.JSONB()));\nawait op.execute(t.update().where(t.c.j.hasKey("a")).values({ a: t.c.j.getitem(["b", 0]).astext, b: t.c.j.getitem("c").asInteger() }));',
      't = sa.table("t", sa.column("a"), sa.column("j", postgresql.JSONB()))\nop.execute(\n    t.update().where(t.c.j.has_key("a")).values({\n        "a": t.c.j[["b", 0]].astext,\n        "b": t.c.j["c"].as_integer(),\n    }),\n)',
    ],
    [
      'if (op.getContext().isOfflineMode()) return;\nfor (const row of await op.getBind().execute("SELECT id FROM t")) {\n  await op.getBind().execute("DELETE FROM u WHERE id = :id", { id: row.id });\n}',
      'if context.is_offline_mode():\n    return\nfor row in op.get_bind().execute(sa.text("SELECT id FROM t")):\n    op.get_bind().execute(sa.text("DELETE FROM u WHERE id = :id"), {"id": row.id})',
    ],
    [
      'for (const name of ["a", "b"]) await op.execute(`DROP TABLE ${name} -- {}`);',
      'for name in ["a", "b"]:\n    op.execute(f"DROP TABLE {name} -- {{}}")',
    ],
    [
      'const names = ["a"].filter((one) => one !== "b").map((one) => `${one}_x`);\nawait op.execute(names.join(", "));',
      'names = [f"{one}_x" for one in [one for one in ["a"] if one != "b"]]\nop.execute(", ".join(names))',
    ],
    [
      'const columns = await op.getBind().inspector().getColumns("t");\nif (!columns.some((one) => one.name === "x")) throw new Error("none");',
      'columns = sa.inspect(op.get_bind()).get_columns("t")\nif not any(one["name"] == "x" for one in columns):\n    raise RuntimeError("none")',
    ],
    [
      'let x: string | undefined;\nif (1 < 2) x = "a";\nelse x = "b";\nawait op.execute(x);',
      'if 1 < 2:\n    x = "a"\nelse:\n    x = "b"\nop.execute(x)',
    ],
    ['await op.execute("a\\u2028b\\u0001");', 'op.execute("a\\u2028b\\x01")'],
    ['await op.execute("a\\"b\\n\\\\c");', "op.execute('a\"b\\n\\\\c')"],
    [
      'await op.createTable("t", sa.Column("j", sa.postgresql.JSONB()));',
      'op.create_table("t", sa.Column("j", postgresql.JSONB()))',
    ],
    ["void op; // pass", "pass"],
  ])("when a step has %s", async (typescript, python) => {
    expect(await body(typescript)).toBe(python);
  });

  test.each([
    ["for (let i = 0; i < 3; i++) {}", /a loop that counts/],
    ["const x = [1]; if (x) await op.dropTable('t');", /whether x is true/],
    [
      "const x = await op.getBind().scalar('SELECT 1'); await op.execute(`${x}`);",
      /it is not known whether x is a string/,
    ],
    ["const x = op?.getBind();", /the operator \?\./],
    ["await op.batchAlterTable('t', async (b) => { return; });", /return inside of a callback/],
    [
      "await op.addColumn('t', sa.Column('x', sa.Integer(), { nonsense: await op.f('x'), [1 + 1]: 2 }));",
      /the option \[1 \+ 1\]: 2/,
    ],
    ["class A {}", /a class cannot be converted/],
    ["op.getBind().inspector().nothing();", /the method nothing\(\) of an inspector/],
  ])("when the meaning of %s might change then it is refused", async (typescript, reason) => {
    const found = await body(typescript);
    expect(Array.isArray(found) && found.some((one) => reason.test(one)), String(found)).toBe(true);
  });
});
