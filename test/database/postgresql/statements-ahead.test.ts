import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import { command } from "../../../src/cli/command.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql } from "../../servers/postgresql.js";
import { makeProject, type Step } from "../../servers/project.js";

const id = (at: number): string => `r${String(at).padStart(3, "0")}`;

/** A line of steps, of which some have bodies of their own. */
function line(count: number, bodies: Readonly<Record<number, string>> = {}): readonly Step[] {
  return Array.from({ length: count }, (_, at) => {
    const usual =
      at === 0
        ? `  await op.createTable("t", sa.Column("id", sa.Integer(), { primaryKey: true }));`
        : `  await op.addColumn("t", sa.Column("c${at}", sa.String(50)));`;
    return { revision: id(at), down: at === 0 ? null : id(at - 1), upgrade: bodies[at] ?? usual };
  });
}

/** A version table with a trigger that does something when the database is to be at r020. */
const onVersion = (work: string): string => `CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
  CREATE FUNCTION work() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN IF NEW.version_num = 'r020' THEN ${work}; END IF; RETURN NEW; END $$;
  CREATE TRIGGER work BEFORE UPDATE ON alembic_version FOR EACH ROW EXECUTE FUNCTION work()`;

interface Case {
  readonly steps: readonly Step[];
  readonly configure?: string;
  /** What is there before. */
  readonly sql?: string;
  readonly signal?: () => AbortSignal;
  readonly isPython?: boolean;
}

/** The same steps in a form for which the run waits; their places in the files are the same. */
const waitedFor = ({ steps, isPython }: Case): readonly Step[] =>
  steps.map((step) => ({ ...step, upgrade: `${step.upgrade}${isPython ? "; None" : " void 0;"}` }));

/** The same line of steps in Python. */
function pythonLine(count: number, bodies: Readonly<Record<number, string>> = {}): readonly Step[] {
  return line(count).map((step, at) => {
    const usual =
      at === 0
        ? `    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True))`
        : `    op.add_column("t", sa.Column("c${at}", sa.String(50)))`;
    return { ...step, upgrade: bodies[at] ?? usual };
  });
}

const pythonFile = ({ revision, down, upgrade }: Step): string => `"""step ${revision}"""
from alembic import op
import sqlalchemy as sa

revision: str = "${revision}"
down_revision = ${down === null ? "None" : `"${down}"`}
branch_labels = None
depends_on = None


def upgrade() -> None:
${upgrade}


def downgrade() -> None:
    pass
`;

/** Runs `upgrade head` on a new database; returns all that somebody may see of it. */
async function outcome({ steps, configure = "", sql, signal, isPython = false }: Case): Promise<object> {
  const database = await newPostgresqlDatabase();
  const project = makeProject(database.url, isPython ? [] : steps, { configure });
  const versions = join(project.folder, "migrations", "versions");
  if (isPython) mkdirSync(versions, { recursive: true });
  for (const step of isPython ? steps : []) writeFileSync(join(versions, `${step.revision}.py`), pythonFile(step));
  const lines: string[] = [];
  const logger = { log: (_level: number, _name: string, message: string) => void lines.push(message) };
  const connection = await openDatabase(database.url);
  try {
    if (sql !== undefined) await connection.execute(sql);
    const config = project.config().config.withServices({ logger });
    const error = await command.upgrade(config, "head", signal === undefined ? {} : { signal: signal() }).then(
      () => undefined,
      (failure: Error) => ({
        name: failure.constructor.name,
        message: failure.message.replaceAll(project.folder, "").replaceAll(/process \d+/g, "process"),
      }),
    );
    const columns = await connection.execute(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' ORDER BY 1`,
    );
    const heads = columns.rows.some(({ name }) => name === "alembic_version.version_num")
      ? (await connection.execute("SELECT version_num FROM alembic_version")).rows
      : "no table";
    const loaded = existsSync(join(project.folder, "loaded"));
    return { lines, error, columns: columns.rows.map(({ name }) => name), versions: heads, loaded };
  } finally {
    await connection.close();
    project.remove();
    database.drop();
  }
}

const failing = `  await op.addColumn("t", sa.Column("c1", sa.String(50)));`;
const loads = `  await op.addColumn("t", sa.Column("c7", sa.String(50))); (await import("node:fs")).writeFileSync(new URL("../../loaded", import.meta.url), "");`;
const cases: Readonly<Record<string, Case>> = {
  "a run of more steps than are sent together": { steps: line(150) },
  "a statement that the database refuses": { steps: line(60, { 17: failing }) },
  "the last step": { steps: line(9, { 8: failing }) },
  "the second statement of a step, on a line of its own": {
    steps: line(20, { 5: `  await op.dropColumn("t", "c4");\n${failing}\n  await op.dropTable("t");` }),
  },
  "calls that are not awaited": {
    steps: line(20, { 5: `  op.dropColumn("t", "c4");\n  op.dropColumn("t", "none");` }),
  },
  "a failure before a step whose code does more": { steps: line(9, { 5: failing, 6: loads }) },
  "a step whose code does more": { steps: line(9, { 6: loads.replace("c7", "x7") }) },
  "a file with a mistake after one that fails": { steps: line(9, { 5: failing, 6: "  await op.((" }) },
  "a file with a mistake": { steps: line(9, { 6: "  await op.((" }) },
  "a version row that a step deletes": { steps: line(9, { 4: `  await op.execute("DELETE FROM alembic_version");` }) },
  "a version row that a trigger refuses": {
    steps: line(40),
    sql: onVersion("RAISE EXCEPTION 'not this one'"),
  },
  "a query that reads the version": {
    steps: line(9, { 4: `  await op.execute("CREATE TABLE seen AS SELECT version_num FROM alembic_version");` }),
  },
  "a column that rows have no value for": {
    steps: line(20, {
      7: `  await op.bulkInsert(sa.table("t", sa.column("id", sa.Integer())), [{ id: 1 }]);`,
      9: `  await op.addColumn("t", sa.Column("c9", sa.Integer(), { nullable: false }));`,
    }),
  },
  "an autocommit block": {
    steps: line(20, {
      7: `  await op.getContext().autocommitBlock(() => op.createIndex("i", "t", ["c1"], { postgresqlConcurrently: true }));`,
      12: failing,
    }),
  },
  "a commit in the SQL of a step": { steps: line(20, { 7: `  await op.execute("COMMIT");`, 12: failing }) },
  "a savepoint in the SQL of a step": {
    steps: line(9, {
      3: `  await op.execute("SAVEPOINT s");`,
      5: `  await op.execute("ROLLBACK TO SAVEPOINT s");`,
      6: `  await op.addColumn("t", sa.Column("c3", sa.Integer()));`,
    }),
  },
  "a connection that is lost": {
    steps: line(20, { 7: `  await op.execute("SELECT pg_terminate_backend(pg_backend_pid())");` }),
  },
  "a run of Python's steps": { isPython: true, steps: pythonLine(100) },
  "a statement of Python's that the database refuses": {
    isPython: true,
    steps: pythonLine(60, { 17: `    op.add_column("t", sa.Column("c1", sa.String(50)))` }),
  },
  "a version row that Python deletes": {
    isPython: true,
    steps: pythonLine(20, { 4: `    op.execute("DELETE FROM alembic_version")` }),
  },
  "an exception in Python": { isPython: true, steps: pythonLine(20, { 8: `    raise RuntimeError("no")` }) },
  "a transaction for each step": { steps: line(20, { 12: failing }), configure: "transactionPerMigration: true" },
};

describe.skipIf(!havePostgresql)(`statements that a run does not wait for (${onPostgresql})`, () => {
  for (const [title, one] of Object.entries(cases)) {
    test(`when there is ${title}, then a run that goes ahead leaves what one that waits leaves`, async () => {
      expect(await outcome(one)).toEqual(await outcome({ ...one, steps: waitedFor(one) }));
    });
  }

  test("when a callback is told of each version, then it finds the version written", async () => {
    const seen = `onVersionApply: async ({ ctx, heads }) => {
      const found = await ctx.connection.scalar("SELECT version_num FROM alembic_version");
      if (found !== [...heads][0]) throw new Error(found + " is not " + [...heads]);
    }`;
    expect(await outcome({ steps: line(9), configure: seen })).toMatchObject({ error: undefined });
  });

  test("when a run is stopped while statements are on their way, then it ends soon and nothing is left", async () => {
    const started = Date.now();
    const found = await outcome({
      steps: line(60),
      sql: onVersion("PERFORM pg_sleep(60)"),
      signal: () => AbortSignal.timeout(1500),
    });
    expect(found).toMatchObject({
      error: { name: "RunInterruptedError" },
      columns: ["alembic_version.version_num"],
      versions: [],
    });
    expect(Date.now() - started).toBeLessThan(30_000);
  });
});
