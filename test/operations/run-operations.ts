import { AsyncLocalStorage } from "node:async_hooks";
import type { Backend } from "../../src/backends/backend.js";
import { loadBackend } from "../../src/backends/load-backend.js";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { openDatabase } from "../../src/backends/open-database.js";
import type { DriverConnection } from "../../src/database/connection.js";
import type { CompiledStatement, Dialect } from "../../src/dialects/dialect.js";
import { Operations } from "../../src/operations/operations.js";
import type {
  MigrationContextOptions,
  OperationProgress,
  OperationsHost,
} from "../../src/operations/operations-host.js";
import type { LogLevel } from "../../src/support/logger.js";

/** A run without a runtime around it. */
export interface Run {
  readonly op: Operations;
  readonly host: OperationsHost;
  readonly statements: CompiledStatement[];
  readonly warnings: string[];
  readonly progress: OperationProgress[];
}

/** A script as Alembic prints it: every statement trimmed, ended and followed by an empty line. */
export function scriptOf(dialect: Dialect, statements: readonly CompiledStatement[]): string {
  const { statementTerminator, batchSeparator } = dialect.capabilities;
  return statements
    .map(({ sql }) => `${sql.replaceAll("\t", "    ").trim()}${statementTerminator}\n\n`)
    .map((text) => (batchSeparator === null ? text : `${text}${batchSeparator}\n\n`))
    .join("");
}

export function startRun(
  dialect: Dialect,
  connection?: DriverConnection,
  opts: MigrationContextOptions = {},
  backend?: Backend,
): Run {
  const statements: CompiledStatement[] = [];
  const warnings: string[] = [];
  const progress: OperationProgress[] = [];
  const host: OperationsHost = {
    dialect,
    connection,
    backend,
    asSql: connection === undefined,
    opts,
    context: {
      getCurrentRevision: async () => undefined,
      getCurrentHeads: async () => [],
      autocommitBlock: async (work) => work(),
    },
    logger: { log: (_level: LogLevel, _name, message) => void warnings.push(message) },
    onProgress: (one) => void progress.push(one),
    callScopes: new AsyncLocalStorage<object>(),
    sink: {
      async execute(statement) {
        statements.push(statement);
        return connection?.execute(statement.sql, statement.params);
      },
      comment: () => undefined,
    },
  };
  return { op: new Operations(host), host, statements, warnings, progress };
}

/** The script that calls make on a dialect. */
export async function offline(
  dialectName: string,
  script: (op: Operations) => unknown,
  opts: MigrationContextOptions = {},
): Promise<string> {
  const dialect = await loadDialect(dialectName);
  const run = startRun(dialect, undefined, opts);
  await script(run.op);
  await run.op.close();
  return scriptOf(dialect, run.statements);
}

/** A database in memory with a run on it. */
export async function online(opts: MigrationContextOptions = {}): Promise<Run & { connection: DriverConnection }> {
  const connection = await openDatabase("sqlite://");
  const backend = await loadBackend("sqlite");
  return { ...startRun(backend.dialect, connection, opts, backend), connection };
}
