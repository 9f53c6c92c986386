import { Column } from "../../schema/column.js";
import type { CreateIndex } from "../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { LogLevel } from "../../support/logger.js";
import { inspectorOf, type OperationsHost } from "../operations-host.js";

/** Expressions that convert a number to text. */
const makesText =
  /\|\||\b(lower|upper|trim|ltrim|rtrim|substr|substring|replace|printf|format|quote|hex|concat)\s*\(|\bAS\s+(TEXT|VARCHAR|CHAR)/i;

/** An index on expressions, as far as it matters for {@link warnOfTexts}. */
export interface IndexOnTexts {
  readonly name: string | null;
  readonly table: { readonly name: string; readonly schema: string | null };
  /** The SQL of its expressions. */
  readonly expressions: readonly string[];
}

/** Warns of a new index, where {@link warnOfTexts} does. */
export async function warnOfRealValues(node: ClauseElement, host: OperationsHost): Promise<void> {
  const { connection, backend, dialect } = host;
  if (node.kind !== "createIndex" || host.asSql || connection === undefined || backend?.rebuilder === undefined) return;
  const { index } = node as CreateIndex;
  if (index.table === null) return;
  const { name, schema } = index.table;
  const expressions = index.expressions
    .filter((one) => !(one instanceof Column))
    .map((one) => dialect.compileExpression(one));
  await warnOfTexts({ name: index.name, table: { name, schema: schema ?? null }, expressions }, host);
}

/**
 * Warns of an index on a text that SQLite makes of numbers with a fraction: versions of SQLite write their digits in
 * different ways, and to another version than the one that made it, the index looks damaged.
 */
export async function warnOfTexts(
  { name: indexName, table, expressions }: IndexOnTexts,
  host: OperationsHost,
): Promise<void> {
  const { connection, dialect, logger } = host;
  const texts = expressions.filter((sql) => makesText.test(sql));
  if (texts.length === 0 || connection === undefined) return;
  const { name, schema } = table;
  const words = new Set(
    texts.flatMap((sql) => (sql.match(/[\p{L}\p{N}_]+/gu) ?? []).map((word) => word.toLowerCase())),
  );
  for (const column of await inspectorOf(host, connection).getColumns(name, schema ?? undefined)) {
    if (!words.has(column.name.toLowerCase())) continue;
    const { rows } = await connection.execute(
      `SELECT EXISTS (SELECT 1 FROM ${dialect.formatTable({ name, schema })} WHERE typeof(${dialect.quoteIdentifier(column.name)}) = 'real') AS n`,
    );
    if (Number(rows[0]?.["n"]) === 0) continue;
    logger?.log(
      LogLevel.warning,
      "alembic.operations.createIndex",
      `Index '${indexName}' is on a text that is made of the numbers in '${name}.${column.name}'. SQLite before 3.43, such as older Pythons have, writes other digits and takes the index for damaged; see docs/reliability.md.`,
    );
  }
}
