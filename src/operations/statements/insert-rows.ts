import type { SqlParams, SqlValue } from "../../database/connection.js";
import type { CompiledStatement } from "../../dialects/dialect.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import { expression } from "../../schema/elements/column-element.js";
import { TextClause } from "../../schema/elements/text-clause.js";
import { Insert } from "../../schema/statements/insert.js";
import type { TableClause } from "../../schema/table-clause.js";
import type { BulkRow } from "../directives/bulk-insert-op.js";
import type { BulkRows } from "../lowering/lowered-node.js";
import type { OperationsHost } from "../operations-host.js";
import { compileOptions } from "./compile-options.js";
import { checkRows } from "./run-statement.js";
import type { StatementOrigin } from "./statement-sink.js";

/** Values in one statement: databases take more, but longer statements gain nothing. */
const valuesPerStatement = 900;

/**
 * Inserts rows: in a script one statement for each row with its values written out, online many rows at once.
 *
 * @throws {CommandError} when a row lacks a value that the first row has, or has one more.
 */
export async function insertRows(bulk: BulkRows, host: OperationsHost, origin: StatementOrigin): Promise<void> {
  if (host.asSql) return writeRows(bulk, host, origin);
  const names = Object.keys(bulk.rows[0] ?? {});
  if (bulk.multiinsert) checkRows(bulk.rows, bulk.table.name);
  // Of rows that leave every value to the database a statement makes one.
  if (!bulk.multiinsert || names.length === 0) {
    for (const row of bulk.rows) await send(new Insert(bulk.table).values(row).inline(), host, origin);
    return;
  }
  const size = Math.max(1, Math.floor(valuesPerStatement / Math.max(names.length, bulk.table.columns.length)));
  for (let start = 0; start < bulk.rows.length; start += size) {
    const insert = new Insert(bulk.table).values(bulk.rows.slice(start, start + size));
    for (const statement of host.dialect.compile(insert, compileOptions(host, origin)))
      await host.sink.execute(withListedParams(statement), origin);
  }
}

async function writeRows(bulk: BulkRows, host: OperationsHost, origin: StatementOrigin): Promise<void> {
  const { dialect } = host;
  const switchIdentity = async (word: string): Promise<void> => {
    if (!dialect.capabilities.switchesIdentityInsert) return;
    await send(new TextClause(`SET IDENTITY_INSERT ${dialect.formatTable(bulk.table)} ${word}`), host, origin);
  };
  await switchIdentity("ON");
  for (const row of bulk.rows)
    await send(new Insert(bulk.table).values(literalRow(row, bulk.table)).inline(), host, origin);
  await switchIdentity("OFF");
}

/** The row with every value as a literal of its column's type. */
function literalRow(row: BulkRow, table: TableClause): Record<string, ClauseElement> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof ClauseElement
        ? value
        : expression({ kind: "bind", name: null, value, inline: true }, table.column(name).type),
    ]),
  );
}

async function send(node: Insert | TextClause, host: OperationsHost, origin: StatementOrigin): Promise<void> {
  for (const statement of host.dialect.compile(node, compileOptions(host, origin)))
    await host.sink.execute(statement, origin);
}

/**
 * The same statement with its parameters in a list: a driver binds hundreds of values faster by place than by name.
 * A statement that holds a colon of another kind is left as it is.
 */
function withListedParams(statement: CompiledStatement): CompiledStatement {
  const { params } = statement;
  if (params === undefined || isList(params)) return statement;
  const values: SqlValue[] = [];
  let isPlain = true;
  const sql = statement.sql.replaceAll(/:([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) isPlain = false;
    else values.push(value);
    return value === undefined ? whole : "?";
  });
  return isPlain && values.length === Object.keys(params).length ? { sql, params: values } : statement;
}

const isList = (params: SqlParams): params is readonly SqlValue[] => Array.isArray(params);
