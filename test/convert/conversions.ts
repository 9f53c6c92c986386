/** biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are code */

/** The beginning of each Python revision. */
export const head = "from alembic import op\nimport sqlalchemy as sa\nfrom sqlalchemy import inspect\n";

/** Statements of an `upgrade()` in Python, and the same in TypeScript. */
export const conversions: readonly (readonly [python: string, typescript: string])[] = [
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
  [
    't = sa.table("t", sa.column("a", sa.String()), sa.column("j", sa.JSON()))\nop.execute(t.update().where(t.c.j["a"].as_string() == "x").values(a=t.c.j[["b", 0]].as_string()))',
    'const t = sa.table("t", sa.column("a", sa.String()), sa.column("j", sa.JSON()));\nawait op.execute(\n  t.update().where(t.c.j.getitem("a").asString().eq("x")).values({ a: t.c.j.getitem(["b", 0]).asString() }),\n);',
  ],
  ['delete = "x"\nop.execute(delete)', 'const delete_ = "x";\nawait op.execute(delete_);'],
  ["op.execute('a \\'b\\' \\\\ ${x} `')", "await op.execute(\"a 'b' \\\\ ${x} `\");"],
];
