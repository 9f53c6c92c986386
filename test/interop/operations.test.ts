import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadBackend } from "../../src/backends/load-backend.js";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { openDatabase } from "../../src/backends/open-database.js";
import { scriptOf, startRun } from "../operations/run-operations.js";
import { defaultsFirst } from "./defaults-first.js";
import { type Call, Interpreter } from "./operation-language.js";
import { Oracle } from "./oracle.js";
import { noPython, python } from "./python.js";
import { Random } from "./random.js";
import { RandomMigration } from "./random-migration.js";
import { RandomScript } from "./random-script.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const library = `
import sys
sys.dont_write_bytecode = True
if args["path"] not in sys.path:
    sys.path.insert(0, args["path"])
import operation_language as language
`;
const offlineSnippet = `${library}
result = [{dialect: language.offline(dialect, calls, tells_before=True) for dialect in language.DIALECTS} for calls in args["scripts"]]
`;
const onlineSnippet = `${library}
result = [language.online(path, calls) for path, calls in args["migrations"]]
`;
const reflectSnippet = `${library}
result = [language.reflect(path) for path in args["paths"]]
`;
const count = Number(process.env["COUNT"] ?? (process.env["CI"] ? 500 : 40));
const perRound = 20;

interface Answer {
  readonly sql: string;
  /** The SQL of all calls before the one that failed. */
  readonly before: string;
  readonly error?: { readonly type: string; readonly message: string };
}

async function offline(dialectName: string, calls: readonly Call[]): Promise<{ sql: string; error?: string }> {
  const dialect = await loadDialect(dialectName);
  const run = startRun(dialect);
  try {
    await new Interpreter(run.op).run(run.op, calls);
    await run.op.close();
  } catch (error) {
    return { sql: scriptOf(dialect, run.statements), error: String(error) };
  }
  return { sql: scriptOf(dialect, run.statements) };
}

async function online(path: string, calls: readonly Call[]): Promise<string | undefined> {
  const connection = await openDatabase(`sqlite:///${path}`);
  try {
    const backend = await loadBackend("sqlite");
    const run = startRun(backend.dialect, connection, {}, backend);
    await connection.begin("immediate");
    await new Interpreter(run.op).run(run.op, calls);
    await run.op.close();
    await connection.commit();
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    await connection.close();
  }
}

/**
 * Whether Alembic may number rows anew: a table without a key is copied in the order of an index that has all columns.
 * Here a rebuild keeps the numbers.
 */
const renumbers = (calls: readonly Call[]): boolean => /index|unique/.test(JSON.stringify(calls));

const withoutNumbers = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema), (key, value) => (key === "numbers" ? undefined : value));

describe.skipIf(python() === undefined)(`random migrations${python() ? "" : ` (${noPython})`}`, () => {
  let oracle: Oracle;
  const folder = mkdtempSync(join(tmpdir(), "operations-"));
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(async () => {
    await oracle.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const ask = (snippet: string, args: object): Promise<unknown> => oracle.run(snippet, { path: here, ...args });

  test(`when ${count} scripts are written offline then they are Alembic's on every dialect`, {
    timeout: 3_600_000,
  }, async () => {
    const random = Random.fromEnvironment("random scripts");
    const source = new RandomScript(random);
    for (let done = 0; done < count; done += perRound) {
      const scripts = Array.from({ length: Math.min(perRound, count - done) }, () => source.calls());
      const answers = (await ask(offlineSnippet, { scripts })) as readonly Record<string, Answer>[];
      for (const [at, calls] of scripts.entries()) {
        for (const [dialectName, theirs] of Object.entries(answers[at] ?? {})) {
          const ours = await offline(dialectName, calls);
          const note = `${dialectName}, ${random.note}\n${JSON.stringify(calls)}\n${theirs.error?.message ?? ""}\n${ours.error ?? ""}`;
          expect(ours.error !== undefined, note).toBe(theirs.error !== undefined);
          const inOurOrder = (sql: string): string =>
            dialectName === "postgresql" ? defaultsFirst(sql.split("\n\n")).join("\n\n") : sql;
          if (theirs.error === undefined) expect(ours.sql, note).toBe(inOurOrder(theirs.sql));
          else {
            // Of the call that failed Alembic may have written some statements; all before it are the same.
            expect(inOurOrder(theirs.sql).startsWith(ours.sql), note).toBe(true);
            expect(ours.sql.startsWith(inOurOrder(theirs.before)), note).toBe(true);
          }
        }
      }
    }
  });

  test(`when ${count} migrations run on SQLite then schema and rows are as Alembic leaves them`, {
    timeout: 3_600_000,
  }, async () => {
    const random = Random.fromEnvironment("random migrations");
    for (let done = 0; done < count; done += perRound) {
      const size = Math.min(perRound, count - done);
      const migrations = Array.from({ length: size }, (_, at) => ({
        calls: new RandomMigration(random).calls(),
        ours: join(folder, `${done + at}-ours.db`),
        theirs: join(folder, `${done + at}-theirs.db`),
      }));
      const errors = (await ask(onlineSnippet, {
        migrations: migrations.map(({ theirs, calls }) => [theirs, calls]),
      })) as (string | null)[];
      const outcomes = [];
      for (const { ours, calls } of migrations) outcomes.push(await online(ours, calls));
      const reflect = (paths: string[]): Promise<unknown> => ask(reflectSnippet, { paths });
      const schemas = (await reflect(migrations.map(({ ours }) => ours))) as unknown[];
      const expected = (await reflect(migrations.map(({ theirs }) => theirs))) as unknown[];
      for (const [at, { calls }] of migrations.entries()) {
        const note = `${random.note}\n${calls.map((one) => JSON.stringify(one)).join("\n")}`;
        // Alembic fails where a batch leaves none of the columns that the table had.
        if (errors[at] === "KeyError: 'insert_from_select'") continue;
        expect(outcomes[at] ?? null, note).toBe(errors[at]);
        const compared = renumbers(calls) ? withoutNumbers : (schema: unknown) => schema;
        expect(compared(schemas[at]), note).toEqual(compared(expected[at]));
      }
    }
  });
});
