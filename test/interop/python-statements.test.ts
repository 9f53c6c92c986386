import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { nodeFileSystem } from "../../src/config/node-file-system.js";
import { PythonScripts } from "../../src/script/python/python-scripts.js";
import { scriptOf, startRun } from "../operations/run-operations.js";
import { Oracle } from "./oracle.js";
import { noPython, python } from "./python.js";
import { correctedHere, statementCases, statementHead } from "./python-statement-cases.js";
import { type Answer, eachStatement } from "./statement-oracle.js";

const head = `import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.String))
u = sa.table("u", sa.column("id", sa.Integer), sa.column("a", sa.String))
`;

const conflicts = `${head}

def upgrade():
    make = sqlite_insert if op.get_context().dialect.name == "sqlite" else pg_insert
    row = make(t).values(id=1, a="x")
    op.execute(row.on_conflict_do_nothing())
    op.execute(row.on_conflict_do_nothing(index_elements=["id"]))
    op.execute(row.on_conflict_do_nothing(index_elements=[t.c.id], index_where=t.c.a == "q").returning(t.c.id))
    op.execute(row.on_conflict_do_update(index_elements=["id"], set_={"a": row.excluded.a}))
    op.execute(row.on_conflict_do_update(index_elements=["id"], set_=dict(a="z", id=row.excluded.id + 1), where=t.c.a == "it's"))
    op.execute(make(t).values([{"id": 1, "a": "x"}, {"id": 2, "a": "y"}]).on_conflict_do_nothing(index_elements=["id"]))
    op.execute(make(t).from_select(["id"], sa.select(u.c.id).where(u.c.a == "x")).on_conflict_do_nothing())
    if make is pg_insert:
        op.execute(row.on_conflict_do_nothing(constraint="uq"))
        op.execute(row.on_conflict_do_update(constraint="uq", set_={"a": sa.func.lower(row.excluded.a)}))
`;

const others = `${head}

def upgrade():
    both = sa.union_all(sa.select(t.c.id), sa.select(u.c.id).where(u.c.a == "x"))
    op.execute(t.insert().from_select(["id"], both))
    op.execute(t.delete().where(t.c.id.in_(sa.select(u.c.id).except_(sa.select(t.c.id)))))
    op.execute(t.update().where(t.c.id == 1).values(a="y").returning(t.c.id, t.c.a.label("b")))
    op.execute(sa.select(t.c.id).with_for_update(nowait=True))
`;

const program = `
import io
from alembic.migration import MigrationContext
from alembic.operations import Operations
result = []
for name in args["dialects"]:
    buffer = io.StringIO()
    options = {"as_sql": True, "output_buffer": buffer, "literal_binds": True}
    context = MigrationContext.configure(dialect_name=name, opts=options)
    scope = {"__name__": "revision"}
    exec(args["source"], scope)
    with Operations.context(context):
        scope["upgrade"]()
    result.append(buffer.getvalue())
`;

describe.skipIf(python() === undefined)(`statements of Python revisions (${noPython})`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  test.each([
    ["rows are there already", conflicts, ["sqlite", "postgresql"]],
    ["selects are put together, rows returned and locked", others, ["sqlite", "postgresql", "mysql", "mssql"]],
  ])("when %s then the SQL is SQLAlchemy's", async (_, source, dialects) => {
    const theirs = (await oracle.run(program, { source, dialects })) as readonly string[];
    const scripts = new PythonScripts({ files: nodeFileSystem, roots: [] });
    for (const [at, name] of dialects.entries()) {
      const dialect = await loadDialect(name);
      const run = startRun(dialect, undefined, { literalBinds: true });
      await (await scripts.load("revision.py", source)).upgrade?.(run.op);
      expect(scriptOf(dialect, run.statements)).toBe(theirs[at]);
    }
  });

  test.each(Object.keys(statementCases))(
    "when a revision executes statements with %s then the SQL is SQLAlchemy's on all dialects, or fails there too",
    async (group) => {
      const cases = statementCases[group] ?? [];
      const theirs = (await oracle.run(eachStatement, {
        head: statementHead,
        cases,
        dialects: all,
      })) as readonly Answer[][];
      const scripts = new PythonScripts({ files: nodeFileSystem, roots: [] });
      const different: unknown[] = [];
      for (const [at, one] of cases.entries()) {
        const source = `${statementHead}\ndef upgrade():\n    op.execute(${one})\n`;
        const { upgrade } = await scripts.load("revision.py", source);
        for (const [place, name] of all.entries()) {
          const dialect = await loadDialect(name);
          const run = startRun(dialect, undefined, { literalBinds: true });
          const expected = theirs[at]?.[place];
          try {
            await upgrade?.(run.op);
            const sql = scriptOf(dialect, run.statements);
            if (sql !== corrected(`${name} ${one}`, expected?.sql)) different.push([name, one, expected, sql]);
          } catch (error) {
            if (expected?.sql !== undefined) different.push([name, one, expected, String(error)]);
          }
        }
      }
      expect(different).toEqual([]);
    },
    60_000,
  );
});

const all = ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"];

/** SQLAlchemy's text, with what is wrong in it put right; what it has put right itself is told. */
function corrected(key: string, theirs: string | undefined): string | undefined {
  return (correctedHere[key] ?? []).reduce((text, [wrong, right]) => {
    if (!(text ?? "").includes(wrong)) throw new Error(`SQLAlchemy no longer writes ${wrong}: ${text}`);
    return text?.replace(wrong, () => right);
  }, theirs);
}
