import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { nodeFileSystem } from "../../src/config/node-file-system.js";
import { dropColumnOptionKeys } from "../../src/operations/directives/column-ops.js";
import type { OptionKeys } from "../../src/schema/arguments/option-keys.js";
import { columnOptionKeys } from "../../src/schema/column.js";
import { checkConstraintOptionKeys } from "../../src/schema/constraints/check-constraint.js";
import { foreignKeyOptionKeys } from "../../src/schema/constraints/foreign-key.js";
import { foreignKeyConstraintOptionKeys } from "../../src/schema/constraints/foreign-key-constraint.js";
import { primaryKeyOptionKeys } from "../../src/schema/constraints/primary-key-constraint.js";
import { uniqueOptionKeys } from "../../src/schema/constraints/unique-constraint.js";
import { identityArgumentKeys } from "../../src/schema/defaults/identity.js";
import { sequenceOptionKeys } from "../../src/schema/defaults/sequence.js";
import { dialectKeyword } from "../../src/schema/keywords/dialect-keyword.js";
import { tableOptionKeys } from "../../src/schema/table.js";
import { indexOptionKeys } from "../../src/schema/table-index.js";
import { PythonScripts } from "../../src/script/python/python-scripts.js";
import { scriptOf, startRun } from "../operations/run-operations.js";
import { Oracle } from "./oracle.js";
import { noPython, python } from "./python.js";

const dialects = ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"];

/** Our options by SQLAlchemy's class. */
const options: Readonly<Record<string, OptionKeys>> = {
  Table: tableOptionKeys,
  Column: columnOptionKeys,
  Index: indexOptionKeys,
  PrimaryKeyConstraint: primaryKeyOptionKeys,
  UniqueConstraint: uniqueOptionKeys,
  CheckConstraint: checkConstraintOptionKeys,
  ForeignKeyConstraint: foreignKeyConstraintOptionKeys,
  ForeignKey: foreignKeyOptionKeys,
  Sequence: sequenceOptionKeys,
  Identity: identityArgumentKeys,
};

const keywordsProgram = `
from sqlalchemy import schema
from sqlalchemy.dialects import registry
result = {}
for name in args["classes"]:
    # A foreign key of a column passes its keywords on.
    made = getattr(schema, "ForeignKeyConstraint" if name == "ForeignKey" else name)
    found = result[name] = []
    for dialect in args["dialects"]:
        own = dict(registry.load(dialect).construct_arguments or ())
        for one in made.__mro__:
            found.extend(dialect + "_" + key for key in own.get(one, ()))
`;

/** Statements of a revision, each by itself. */
const statements = [
  'op.create_index("i", "t", ["a"], sqlite_wehre=sa.text("a > 1"))',
  'op.create_index("i", "t", ["a"], colour=1)',
  'op.create_index("i", "t", ["a"], mysql_engine="InnoDB")',
  'op.create_index("i", "t", ["a"], duckdb_compression="zstd")',
  'op.create_index("i", "t", ["a"], oracle_vector=True)',
  'op.create_index("i", "t", ["a"], sqlite_where=sa.text("a > 1"), postgresql_using="gin", mysql_length=5)',
  'op.drop_index("i", "t", sqlite_x=True)',
  'op.create_table("t", sa.Column("a", sa.Integer), sqlite_x=True)',
  'op.create_table("t", sa.Column("a", sa.Integer), colour=True)',
  'op.create_table("t", sa.Column("a", sa.Integer), mysql_row_format="DYNAMIC", mysql_enigne="x", mariadb_foo="3")',
  'op.create_table("t", sa.Column("a", sa.Integer), duckdb_foo=3, postgresql_partition_by="HASH (a)")',
  'op.create_table("t", sa.Column("a", sa.Integer, sqlite_on_conflict_ntonull="FAIL"))',
  'op.create_table("t", sa.Column("a", sa.Integer, sa.ForeignKey("u.a", sqlite_x=1)))',
  'op.create_table("t", sa.Column("a", sa.Integer), sa.UniqueConstraint("a", sqlite_on_conflict="IGNORE"))',
  'op.create_table("t", sa.Column("a", sa.Integer), sa.PrimaryKeyConstraint("a", mysql_usnig="hash"))',
  'op.create_table("t", sa.Column("a", sa.Integer), sa.CheckConstraint("a > 1", mssql_not_valid=True))',
  'op.create_table("t", sa.Column("a", sa.Integer, sa.Identity(oracle_x=True)))',
  'op.create_table("t", sa.Column("a", sa.Integer, colour=1))',
  'op.drop_table("t", sqlite_x=True)',
  'op.drop_table("t", mysql_engine="InnoDB")',
  'op.alter_column("t", "c", type_=sa.Integer(), existing_type=sa.String(3), existing_nullable=True, postgresql_using="c::int")',
  'op.alter_column("t", "c", type_=sa.Integer(), existing_type=sa.String(3), existing_nullable=True, postgresql_usnig="c::int")',
  'op.alter_column("t", "c", type_=sa.Integer(), existing_type=sa.String(3), existing_nullable=True, colour="red")',
  'op.drop_column("t", "c", mssql_drop_defalt=True)',
  'op.drop_column("t", "c", mssql_drop_default=True, colour=True)',
  'op.create_exclude_constraint("x", "t", ("a", "="), postgresql_foo=3)',
  'op.create_exclude_constraint("x", "t", ("a", "="), colour=3)',
  'op.create_table("t", sa.Column("a", sa.Integer), postgresql.ExcludeConstraint(("a", "="), name="x", using="btree", sqlite_x=1))',
  'op.create_unique_constraint("x", "t", ["a"], sqlite_foo=3)',
  'op.create_unique_constraint("x", "t", ["a"], colour=3)',
  'op.create_check_constraint("x", "t", "a > 1", sqlite_foo=3)',
  'op.create_foreign_key("x", "t", "u", ["a"], ["b"], sqlite_foo=3)',
  'op.create_foreign_key("x", "t", "u", ["a"], ["b"], postgresql_not_valid=True)',
  'sa.Sequence("s", sqlite_x=1)',
  'sa.ForeignKeyConstraint(["a"], ["u.b"], sqlite_x=1)',
];

const revision = (statement: string): string =>
  [
    "import sqlalchemy as sa",
    "from alembic import op",
    "from sqlalchemy.dialects import postgresql",
    "",
    "def upgrade():",
    `    ${statement}`,
    "",
  ].join("\n");

const statementsProgram = `
import io, warnings
from alembic.migration import MigrationContext
from alembic.operations import Operations
warnings.simplefilter("ignore")
result = []
for source in args["sources"]:
    for name in args["dialects"]:
        buffer = io.StringIO()
        options = {"as_sql": True, "output_buffer": buffer, "literal_binds": True}
        context = MigrationContext.configure(dialect_name=name, opts=options)
        scope = {"__name__": "revision"}
        exec(source, scope)
        try:
            with Operations.context(context):
                scope["upgrade"]()
            result.append(buffer.getvalue())
        except Exception as error:
            result.append(type(error).__name__ + ": " + str(error))
`;

describe.skipIf(python() === undefined)(`keywords of dialects (${noPython})`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  test("when a call takes keywords of dialects then they are SQLAlchemy's", async () => {
    const classes = Object.keys(options);
    const theirs = (await oracle.run(keywordsProgram, { classes, dialects })) as Readonly<Record<string, string[]>>;
    const camel = (name: string) => name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    for (const [name, keys] of Object.entries(options)) {
      // SQLAlchemy takes any option of a table of MySQL; here those of the manuals have names.
      const isOpen = (key: string) => name === "Table" && /^(mysql|mariadb)/.test(key);
      const ours = Object.keys(keys.names).filter((key) => dialectKeyword.test(key) && !isOpen(key));
      const wanted = new Set((theirs[name] ?? []).map(camel).filter((key) => !isOpen(key)));
      expect(ours.sort(), name).toEqual([...wanted].sort());
    }
    expect(theirs["Table"]).toContain("mysql_*");
    expect(Object.keys(dropColumnOptionKeys.names).filter((key) => key.startsWith("mssql"))).toHaveLength(3);
  });

  test("when a Python revision has a keyword then it is taken, passed over or refused as by Python", async () => {
    const sources = statements.map(revision);
    const theirs = (await oracle.run(statementsProgram, { sources, dialects })) as readonly string[];
    const scripts = new PythonScripts({ files: nodeFileSystem, roots: [] });
    const refused: string[] = [];
    for (const [row, source] of sources.entries()) {
      for (const [at, name] of dialects.entries()) {
        const dialect = await loadDialect(name);
        const { op, statements: run } = startRun(dialect, undefined, { literalBinds: true });
        const wanted = theirs[row * dialects.length + at] ?? "";
        const note = `${name}: ${statements[row]}`;
        const work = async () => (await scripts.load("revision.py", source)).upgrade?.(op);
        const error = await work().then(
          () => undefined,
          (reason: Error) => reason,
        );
        const [, type, message = ""] = /^(\w+Error): (.*)$/s.exec(wanted) ?? [];
        if (type === "ArgumentError" || type === "TypeError") {
          expect(error?.message, note).toContain(message);
          refused.push(message);
        } else if (type !== undefined) expect(error, note).toBeDefined();
        else {
          expect(error, note).toBeUndefined();
          expect(scriptOf(dialect, run), note).toBe(wanted);
        }
      }
    }
    expect(new Set(refused).size).toBeGreaterThan(12);
  });
});
