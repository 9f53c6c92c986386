import type { DriverConnection } from "../../database/connection.js";
import { DatabaseError } from "../../database/database-error.js";
import type { IndexGuard, OperationsHost } from "../../operations/operations-host.js";
import type { CreateIndex } from "../../schema/ddl/index-nodes.js";
import { dialectOption } from "../../schema/schema-item.js";
import { CommandError } from "../../support/command-error.js";
import { isError } from "../../support/is-built-in.js";
import { LogLevel } from "../../support/logger.js";

/** An index that no query uses, because `CREATE INDEX CONCURRENTLY` failed. */
interface InvalidIndex {
  /** Its name, quoted for SQL, with the schema if that is not in the search path. */
  readonly name: string;
  /** The process that is building it now; `null` if no process is. */
  readonly builder: number | null;
}

/**
 * Finds indexes that a failed `CREATE INDEX CONCURRENTLY` left behind as INVALID: they occupy their name and slow
 * writes down, and no query uses them. `CREATE INDEX IF NOT EXISTS` would do nothing because the index exists, so
 * the index is dropped before such a statement is sent.
 */
export class InvalidIndexes implements IndexGuard {
  async beforeCreate(node: CreateIndex, host: OperationsHost): Promise<void> {
    const { connection, sink, logger } = host;
    if (!node.ifNotExists || connection === undefined) return;
    const invalid = await find(node, connection);
    if (invalid === undefined) return;
    const { name, builder } = invalid;
    if (builder !== null)
      throw new CommandError(
        `Index ${name} is being built by process ${builder}: wait until that has ended, then run the command again`,
      );
    const message = `Index ${name} is INVALID, because a CREATE INDEX CONCURRENTLY failed: it is dropped and rebuilt`;
    logger?.log(LogLevel.warning, "alembic.operations.createIndex", message);
    await sink.execute(
      { sql: `DROP INDEX ${isConcurrent(node) ? "CONCURRENTLY " : ""}${name}` },
      { directive: "createIndex" },
    );
  }

  async explain(error: unknown, node: CreateIndex, host: OperationsHost): Promise<unknown> {
    const { connection } = host;
    if (connection === undefined || connection.inTransaction || !isError(error)) return error;
    // If the connection is lost, the first error reports that.
    const invalid = await find(node, connection).catch(() => undefined);
    if (invalid === undefined || invalid.builder !== null) return error;
    const { cause } = error;
    const reason = cause instanceof DatabaseError ? cause.reason : error.message;
    const drop = `DROP INDEX ${isConcurrent(node) ? "CONCURRENTLY " : ""}${invalid.name}`;
    return new CommandError(
      `${reason.replace(/\.?$/, ".")} Index ${invalid.name} exists, but it is INVALID: no query uses it. Fix the cause and pass ifNotExists: true to createIndex(), which drops and rebuilds the index, or drop it with ${drop}`,
      { cause: error },
    );
  }
}

const isConcurrent = ({ index }: CreateIndex): boolean =>
  Boolean(dialectOption(index, "postgresql", "concurrently") ?? false);

async function find({ index }: CreateIndex, connection: DriverConnection): Promise<InvalidIndex | undefined> {
  if (index.name === null || index.table === null) return undefined;
  const { rows } = await connection.execute(
    `SELECT i.indexrelid::regclass::text AS name,
      (SELECT p.pid FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid) AS builder
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE NOT i.indisvalid AND c.relname = $1 AND c.relkind = 'i'
      AND CASE WHEN $2::text IS NULL THEN pg_table_is_visible(i.indrelid)
        ELSE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $2) END`,
    [index.name, index.table.schema ?? null],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return { name: String(row["name"]), builder: row["builder"] === null ? null : Number(row["builder"]) };
}
