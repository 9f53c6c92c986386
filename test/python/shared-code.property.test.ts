import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { RevisionRun } from "../../src/python/revision-run.js";
import { splitModule } from "../../src/python/syntax/plain/split-module.js";
import { plainPythonHeader } from "../../src/script/python/plain-header.js";
import { scriptOf, startRun } from "../operations/run-operations.js";

const heads = [
  "from alembic import op\nimport sqlalchemy as sa\n",
  "import sqlalchemy as sa  # types\n\nfrom alembic import (\n    op,\n)\nimport json, os.path as p\n",
];
const names = ["a1", "b2", "it's", "", "x # y", "(", "é", "a\\tb"];
const tops = [
  "depends = ('NAME', \"NAME\")",
  'label = "NAME" "NAME"',
  "label = (\n    'NAME'  # one\n    'NAME',\n)",
  "size = len('NAME') + missing",
  "make = lambda: 'NAME'",
  "names = [one + 'NAME' for one in ('NAME', 'b')]",
  'def helper(name, schema="NAME"):\n    """NAME"""\n    return f"{name}_x" + schema\n',
  "def counted():\n    global size\n    size = 'NAME'\n",
  "class Made:\n    name = 'NAME'\n    def read(self): return self.name\n",
  'size = "NAME"; label = """NAME\n  two"""',
  "table = sa.table('t', sa.column('NAME', sa.String))",
  "x: str = 'NAME'",
];
const steps = [
  'op.create_table("t_NAME", sa.Column("id", sa.Integer(), nullable=False), sa.Column(\'NAME\', sa.String(50)))',
  "op.create_table(\n        'NAME',\n\n        sa.Column('id', sa.Integer()),  # its key: 'x'\n        sa.PrimaryKeyConstraint('id', name=op.f('pk_NAME')),\n    )",
  "op.add_column('NAME', sa.Column('c', sa.String(), server_default='NAME'))",
  "op.execute(\n        'NAME' +\n        missing('NAME'),\n    )",
  'op.execute("NAME"\n        "NAME")',
  "op.execute(f\"a {label} 'NAME'\")",
  'op.execute("""\n        UPDATE t SET a = \'NAME\'\n    """)',
  "op.execute(helper('NAME'))",
  "op.execute(Made().read() + make() + names[0])",
  "counted(); op.execute(size)",
  "with op.batch_alter_table('NAME') as batch_op:\n        batch_op.add_column(sa.Column('NAME', sa.Integer()))",
  "if op.get_context().dialect.name == 'NAME':\n        pass\n    else:\n        # nothing\n\n        op.execute('else NAME')",
  "for one in ('NAME', 'b'):\n        op.execute(one)",
  "try:\n        missing('NAME')\n    except NameError as error:\n        op.execute(str(error) + 'NAME')",
  "op.execute(upgrade.__doc__ or 'none NAME')",
  "op.execute(sa.text('NAME').bindparams(x='NAME'))",
  "op.execute('; '.join([one + 'NAME' for one in depends]))",
  "return op.execute('NAME')",
  "raise ValueError('NAME', upgrade.__name__)",
  "op.create_table('NAME',\n        sa.Column('NAME', sa.String(NUMBER), nullable=False),\n        sa.Column('b', sa.Integer(), server_default='NAME'),\n        *[sa.Column('NAME', sa.Text())],\n        comment='NAME',\n    )",
  "op.create_table(\n        'NAME', sa.Column('NAME',\n            sa.Numeric(NUMBER, 2)), sa.Column('c', missing),\n        sqlite_autoincrement=True)",
  "op.create_table(\n        'NAME',\n        sa.Column('NAME', sa.String(length='NAME')),\n        sa.Column('n', sa.String(NUMBER)),\n        sa.UniqueConstraint('NAME', name=\n            op.f('uq_NAME')),\n    )",
  "op.create_index(\n        op.f('ix_NAME'),\n        'NAME',\n        ['a', 'NAME'],\n        unique=len('NAME') > NUMBER and not size,\n    )",
  "op.nope(\n        'NAME', NUMBER,\n        sa.Column('NAME', sa.Integer()),\n    )",
  "op.create_table(\n        'NAME',\n        sa.Column('NAME', sa.Wrong()), sa.Column('n', sa.String(NUMBER)),\n    )",
  "op.create_table(\n        'NAME',\n        sa.Column('NAME', sa.String(NUMBER) if size else None, nullable=size == 'NAME'),\n        wrong='NAME',\n    )",
  "op.execute(\n        missing if NUMBER else 1\n    )",
  "helper(\n        'NAME',\n        schema='NAME' * (NUMBER % 3) + op.get_context().dialect.name,\n    )",
  "op.execute(\n        ', '.join(\n            one for one in depends\n        ),\n    )",
  "op.execute(\n        (lambda: 'NAME')(),\n    )",
  "op.bulk_insert(\n        sa.table('NAME', sa.column('a', sa.String(NUMBER))),\n        [\n            {'a': 'NAME'},\n            {'a': 'NAME'},\n        ],\n    )",
  "op.f()",
  "op.create_index(op.f('ix_NAME'), 'NAME', ['a', 'NAME'], unique=False)",
  "op.drop_index(name='NAME', wrong='NAME')",
  "op.execute(r'NAME' u'NAME')",
  "size = 'NAME'\n    op.execute(size)",
  "yield op.execute('NAME')",
  "pass",
];
const docs = ["", '    """Upgrade NAME."""\n', '    "NAME"\n', "    # nothing\n\n", '    """NAME"""; size\n'];

/** Integers are taken out of a call's shape; a float stays in it, so that the call is new and its arguments are shared. */
const numbers: readonly ((number: number) => string)[] = [
  String,
  String,
  (number) => `${number}.5`,
  (number) => `-${number}`,
  (number) => `1_${number}`,
  (number) => `0x${number}`,
  (number) => `${number}e1`,
  (number) => `${number}12345678901234567`,
  (number) => `[0, ${number}][1]`,
  (number) => `(${number} .real if a1 else b2)`,
  (number) => `${number}if 0 else 1`,
];

const filled = (choices: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...choices),
      fc.array(fc.constantFrom(...names), { minLength: 3, maxLength: 3 }),
      fc.nat(9999),
      fc.constantFrom(...numbers),
    )
    .map(([text, given, number, write]) => {
      let at = 0;
      return text.replace(/NAME/g, () => given[at++ % 3] as string).replace(/\bNUMBER\b/g, () => write(number));
    });

const file = fc
  .record({
    doc: filled(['"""step NAME\n\nRevision ID: NAME\n"""\n', "'NAME'\n", "# NAME\n\n", ""]),
    head: fc.constantFrom(...heads),
    tops: fc.array(filled(tops), { maxLength: 4 }),
    header: fc.constantFrom(
      "def upgrade():",
      "def upgrade() -> None:",
      "def upgrade() -> None:  # up",
      "def upgrade(x='y'):",
    ),
    docs: filled(docs),
    steps: fc.array(filled(steps), { minLength: 1, maxLength: 4 }),
    ends: fc.constantFrom("\n", "\n\n", "\n    # then\n\n", "  # then\n"),
  })
  .map(
    ({ doc, head, tops: all, header, docs: own, steps: work, ends }) =>
      `${doc}${head}revision = "a1"\ndown_revision = None\n\n${all.join("\n")}\n\n${header}\n${own}${work.map((one) => `    ${one}`).join(ends)}\n\n\ndef downgrade():\n    pass\n`,
  );

const dialect = await loadDialect("sqlite");

/** What a file does: the SQL of its step and its variables, or its error. */
async function outcomeOf(files: RevisionRun, text: string): Promise<unknown> {
  const run = startRun(dialect, undefined, { literalBinds: true });
  try {
    files.check("a.py", text);
    const { upgrade, header } = await files.load("a.py", text);
    await upgrade?.(run.op);
    await run.op.close();
    return { header, sql: scriptOf(dialect, run.statements) };
  } catch (error) {
    await run.op.close().catch(() => undefined);
    return { error: `${(error as Error).name}: ${(error as Error).message}`, sql: scriptOf(dialect, run.statements) };
  }
}

const runs = Number(process.env["COUNT"] ?? 300);

describe("code that plain files share", () => {
  test("when files have the same statements with other texts then each does what it does alone", async () => {
    const counts = { plain: 0, errors: 0 };
    const parsed = new RevisionRun({});
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        const isPlain = plainPythonHeader(text) !== undefined;
        if (!isPlain) return;
        counts.plain++;
        const shared = new RevisionRun({}, undefined, { plain: new Map([["a.py", text]]) });
        const alone = await outcomeOf(parsed, text);
        if (typeof alone === "object" && alone !== null && "error" in alone) counts.errors++;
        expect(await outcomeOf(shared, text)).toEqual(alone);
      }),
      { numRuns: runs },
    );
    expect(counts.plain).toBeGreaterThan(runs / 5);
    expect(counts.errors).toBeGreaterThan(0);
  });
});

describe("splitModule", () => {
  test("when statements differ in their texts and comments only then they have the same shape", () => {
    const [one, two] = [`f("a", 'b')  # c\n`, `f('', "x y")\n`].map((text) => splitModule(text)[0]);
    expect(one?.shape).toBe(two?.shape);
    expect([one?.texts, two?.texts]).toEqual([
      ["a", "b"],
      ["", "x y"],
    ]);
  });

  test("when statements differ in anything else then they have different shapes", () => {
    const texts = ['f("a")', 'f(r"a")', 'f("""a""")', "f('\\a')", 'f("a" "b")', 'f("a",\n)', 'f("a",)', "f(a)"];
    expect(new Set(texts.map((text) => splitModule(`${text}\n`)[0]?.shape)).size).toBe(texts.length);
  });

  test("when a function has no parameters then its statements have the lines that they begin on", () => {
    const [, step] = splitModule(
      '"""x\ny"""\n\ndef upgrade() -> None:\n    # a\n    f(\n        1,\n    )\n\n    g()\n',
    );
    expect(step).toMatchObject({ name: "upgrade", line: 4, body: [{ line: 6 }, { line: 10 }] });
  });
});
