/** biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are code */
import { describe, expect, test } from "vitest";
import { convertPython } from "../../src/convert/to-typescript/convert-python.js";
import { conversions, head } from "./conversions.js";

/** The body of `upgrade()` in TypeScript, or the reasons why there is none. */
function body(python: string, before = ""): string | readonly string[] {
  const lines = python.split("\n").map((line) => `    ${line}`);
  const converted = convertPython(`${head}${before}\ndef upgrade():\n${lines.join("\n")}\n`, "x.py");
  if ("refusals" in converted) return converted.refusals.map(({ line, reason }) => `${line}: ${reason}`);
  const text = converted.text.slice(converted.text.indexOf("Promise<void> {\n") + "Promise<void> {\n".length);
  return text.replace(/\n\}\n[\s\S]*$/, "").replace(/^ {2}/gm, "");
}

describe("a Python revision in TypeScript", () => {
  test.each(conversions)("when a step has %s", (python, typescript) => {
    expect(body(python)).toBe(typescript);
  });

  test.each([
    [
      "x = op.get_bind().execute(sa.text('SELECT a FROM t')).scalar()\nop.execute(f'UPDATE t SET a = {x}')",
      /^7: it is not known whether x is a string/,
    ],
    ["x = [1]\nx.sort()", /^7: x\.sort\(\), because its object is not known/],
    ["op.execute(f'{1.5}')", /^6: it is not known whether 1\.5/],
    ["op.execute(str(2.0))", /^6: the number 2\.0/],
    ["for i in range(3):\n    pass\nop.execute(str(i))", /^6: i is used after its loop/],
    ["import app.models\napp.models.go()", /app\.models\.go is Python code of another module/],
    ["with op.batch_alter_table('t') as b:\n    return", /^7: return inside of a with block/],
    ["try:\n    op.execute('x')\nexcept ValueError:\n    pass", /^8: except ValueError/],
    ["class A: pass", /^6: a class cannot be converted/],
    ["yield 1", /^6: a generator cannot be converted/],
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
      /x\.pop\(\), because/,
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
