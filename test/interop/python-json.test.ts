import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { MysqlBackend } from "../../src/backends/mysql/mysql-backend.js";
import { PostgresqlBackend } from "../../src/backends/postgresql/postgresql-backend.js";
import { nodeFileSystem } from "../../src/config/node-file-system.js";
import { parseDatabaseUrl } from "../../src/database/database-url.js";
import { PythonScripts } from "../../src/script/python/python-scripts.js";
import { online, scriptOf, startRun } from "../operations/run-operations.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../servers/mariadb.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql, type TestDatabase } from "../servers/postgresql.js";
import { Oracle } from "./oracle.js";
import { noPython, python } from "./python.js";
import { jsonCases, jsonHead, jsonOnServers, jsonRevision, jsonStatements } from "./python-json-cases.js";
import { type Answer, eachStatement } from "./statement-oracle.js";

const dialects = ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"];
const count = Number(process.env["COUNT"] ?? 39);
const seed = Number(process.env["SEED"] ?? 0);

const noLiteral = /^CompileError: No literal value renderer is available for literal value ".*" with datatype JSON/s;

/** The statement with its parameters numbered, and lists of parameters as one. */
function numbered(sql: string | undefined): string | undefined {
  const names = new Map<string, string>();
  return sql
    ?.replaceAll(/\(__\[POSTCOMPILE_\w+\]\)/g, "(…)")
    .replaceAll(/ IN \(:\w+(?:::\w+)?(?:, :\w+(?:::\w+)?)*\)/g, " IN (…)")
    .replaceAll(/(?<![:\w]):(?=[a-z])(\w+)/g, (_, name: string) => {
      names.set(name, names.get(name) ?? `:${names.size + 1}`);
      return names.get(name) ?? "";
    });
}

describe.skipIf(python() === undefined)(`paths into JSON of Python revisions (${noPython})`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  const compare = async (cases: readonly string[]): Promise<unknown[]> => {
    const asked = { head: jsonHead, cases, dialects, literals: [true, false] };
    const theirs = (await oracle.run(eachStatement, asked)) as readonly Answer[][];
    const scripts = new PythonScripts({ files: nodeFileSystem, roots: [] });
    const different: unknown[] = [];
    for (const [at, one] of cases.entries()) {
      const { upgrade } = await scripts.load("revision.py", `${jsonHead}\ndef upgrade():\n    op.execute(${one})\n`);
      for (const [place, name] of dialects.entries()) {
        const dialect = await loadDialect(name);
        for (const [form, literalBinds] of [true, false].entries()) {
          const run = startRun(dialect, undefined, { literalBinds });
          const expected = theirs[at]?.[place * 2 + form];
          try {
            await upgrade?.(run.op);
            const sql = scriptOf(dialect, run.statements);
            // SQLAlchemy has no literals of JSON.
            if (noLiteral.test(expected?.error ?? "")) continue;
            const [our, their] = literalBinds ? [sql, expected?.sql] : [numbered(sql), numbered(expected?.sql)];
            if (our !== their) different.push([name, literalBinds, one, expected, sql]);
          } catch (error) {
            if (expected?.sql !== undefined) different.push([name, literalBinds, one, expected, String(error)]);
          }
        }
      }
    }
    return different;
  };

  test("when statements have operators of JSON, arrays and HSTORE then the SQL is SQLAlchemy's on all dialects", async () => {
    expect(await compare(jsonCases)).toEqual([]);
  }, 60_000);

  test("when statements are made of all columns, paths and readings then the SQL is SQLAlchemy's on all dialects", async () => {
    expect(await compare(jsonStatements(count, seed))).toEqual([]);
  }, 120_000);

  test("when a revision stores documents and reads values in them on SQLite then it sees and stores what Python does", async () => {
    const theirs = await oracle.run(runRevision, { source: jsonRevision, url: "sqlite://" });
    const scripts = new PythonScripts({ files: nodeFileSystem, roots: [] });
    const run = await online();
    await (await scripts.load("revision.py", jsonRevision)).upgrade?.(run.op);
    const seen = await run.op.getBind().execute("SELECT text FROM seen");
    expect(seen.scalars()).toEqual(theirs);
    await run.op.close();
    await run.connection.close();
  }, 60_000);

  test.skipIf(!havePostgresql)(
    `when it runs on a server then it sees what Python does (${onPostgresql})`,
    () => onServer(newPostgresqlDatabase, new PostgresqlBackend(), "postgresql+psycopg"),
    60_000,
  );

  test.skipIf(!haveMariadb)(
    `when it runs on a server then it sees what Python does (${onMariadb})`,
    () => onServer(newMariadbDatabase, new MysqlBackend(), "mariadb+pymysql"),
    60_000,
  );

  const onServer = async (
    make: () => Promise<TestDatabase>,
    backend: PostgresqlBackend | MysqlBackend,
    scheme: string,
  ): Promise<void> => {
    const [mine, other] = [await make(), await make()];
    try {
      const url = other.url.replace(/^\w+/, () => scheme);
      const theirs = await oracle.run(runRevision, { source: jsonOnServers, url });
      const connection = await backend.open(parseDatabaseUrl(mine.url), {});
      const run = startRun(backend.dialect, connection, {}, backend);
      await (
        await new PythonScripts({ files: nodeFileSystem, roots: [] }).load("revision.py", jsonOnServers)
      ).upgrade?.(run.op);
      const seen = await run.op.getBind().execute("SELECT text FROM seen");
      await run.op.close();
      await connection.close();
      expect(seen.scalars()).toEqual(theirs);
    } finally {
      for (const one of [mine, other]) one.drop();
    }
  };
});

const runRevision = `
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
with sa.create_engine(args["url"]).connect() as connection:
    scope = {"__name__": "revision"}
    exec(args["source"], scope)
    with Operations.context(MigrationContext.configure(connection)):
        scope["upgrade"]()
    result = [row[0] for row in connection.execute(sa.text("SELECT text FROM seen"))]
`;
