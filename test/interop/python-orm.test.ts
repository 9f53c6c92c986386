import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeFileSystem } from "../../src/config/node-file-system.js";
import type { CompiledStatement } from "../../src/dialects/dialect.js";
import { PythonScripts } from "../../src/script/python/python-scripts.js";
import { online } from "../operations/run-operations.js";
import { Oracle } from "./oracle.js";
import { noPython, python } from "./python.js";
import { ormCases, ormHead } from "./python-orm-cases.js";
import { sqlmodelCases, sqlmodelHead } from "./python-sqlmodel-cases.js";

const sourceOf = (body: string, head = ormHead): string =>
  `${head}\n\ndef upgrade():\n    s = prepare()\n    op.execute("SELECT 'begin'")\n${body.trim().replaceAll(/^/gm, "    ")}\n    op.execute("SELECT 'end'")\n    for one in seen:\n        op.get_bind().execute(sa.text("SELECT :text"), {"text": one})\n`;

const program = `
import datetime, sys, types, warnings
import sqlalchemy as sa
import sqlmodel
from alembic.migration import MigrationContext
from alembic.operations import Operations
warnings.simplefilter("ignore")
result = []
# All models of a process are in one registry.
sqlmodel.SQLModel.metadata.clear()
sqlmodel.main.default_registry.dispose()
sqlmodel.main.default_registry._class_registry.clear()
def note(connection, cursor, statement, parameters, context, many):
    for one in parameters if many and isinstance(parameters, (list, tuple)) else [parameters]:
        result.append([statement, {k: str(v) if isinstance(v, (datetime.datetime, datetime.date)) else bytes(v).hex() if isinstance(v, (bytes, memoryview)) else v for k, v in dict(one).items()}])
engine = sa.create_engine("sqlite://", paramstyle="named")
sa.event.listen(engine, "before_cursor_execute", note)
with engine.connect() as connection:
    # Annotations are looked up in the module of their class.
    sys.modules["revision"] = types.ModuleType("revision")
    scope = sys.modules["revision"].__dict__
    exec(args["source"], scope)
    with Operations.context(MigrationContext.configure(connection)):
        scope["upgrade"]()
`;

type Sent = readonly [sql: string, params: unknown];

/** A value as both drivers have it: SQLite makes the same number of a text with digits in a column of numbers. */
function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  const isNumber = typeof value === "boolean" || (typeof value === "string" && /^\d+\.\d+$/.test(value));
  return isNumber ? Number(value) : value;
}

/** A statement with its values in the order of its text, without the names of parameters. */
function plain([sql, params]: Sent): string {
  const values: unknown[] = [];
  const named = (params ?? {}) as Readonly<Record<string, unknown>>;
  const text = sql.replaceAll(/(?<!:):(\w+)/g, (_, name: string) => {
    values.push(comparable(named[name] ?? null));
    return "?";
  });
  // Python asks the driver for the key of a single new row, which costs it no RETURNING.
  // SQLAlchemy binds the zero that SQLite needs behind a LIMIT.
  if (text.endsWith("LIMIT ? OFFSET 0")) values.push(0);
  const key = / RETURNING (?:id|"id")$/.test(text)
    ? text.replace(/ RETURNING \S+$/, "")
    : text.replace(/OFFSET 0$/, "OFFSET ?");
  return `${key.replaceAll(/\s+/g, " ").trim()} ${JSON.stringify(values)}`;
}

/** What a step did between its marks, and what it printed. */
function did(sent: readonly Sent[]): { readonly statements: readonly string[]; readonly shown: readonly string[] } {
  const all = sent.map(plain);
  const [begin, end] = [all.indexOf("SELECT 'begin' []"), all.indexOf("SELECT 'end' []")];
  return { statements: all.slice(begin + 1, end), shown: all.slice(end + 1) };
}

describe.skipIf(python() === undefined)(`sessions and mapped classes of Python revisions (${noPython})`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  const cases = [
    ...Object.entries(ormCases).map(([name, body]) => [name, sourceOf(body)] as const),
    ...Object.entries(sqlmodelCases).map(
      ([name, body]) => [`SQLModel's ${name}`, sourceOf(body, sqlmodelHead)] as const,
    ),
  ];
  test.each(cases)(
    "when a step works with %s then the statements, their values and the results are SQLAlchemy's",
    async (_, source) => {
      const theirs = did((await oracle.run(program, { source })) as readonly Sent[]);
      const scripts = new PythonScripts({ files: nodeFileSystem, roots: [] });
      const run = await online();
      const { upgrade } = await scripts.load("revision.py", source);
      await upgrade?.(run.op);
      const ours = did(run.statements.map(({ sql, params }: CompiledStatement) => [sql, params] as const));
      expect(ours.shown).toEqual(theirs.shown);
      expect(ours.statements).toEqual(theirs.statements);
    },
  );
});

test.each([
  ["s.query(Owner).with_for_update(of=Owner)", "Query.with_for_update(of=...)"],
  ["s.query(Owner).with_for_update(key_share=True)", "Query.with_for_update(key_share=...)"],
  ["s.get(Owner, 1, with_for_update=True)", "Session.get(with_for_update=...)"],
  ["s.refresh(s.query(Owner).first(), with_for_update=True)", "Session.refresh(with_for_update=...)"],
])(
  "when %s asks for a lock then the step is refused, because there would be another lock or none",
  async (call, refused) => {
    const scripts = new PythonScripts({ files: nodeFileSystem, roots: [] });
    const { op } = await online();
    const { upgrade } = await scripts.load("revision.py", sourceOf(call));
    await expect(upgrade?.(op)).rejects.toThrow(`${refused} is not supported`);
  },
);
