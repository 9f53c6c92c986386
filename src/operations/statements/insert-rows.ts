import type { SqlParams, SqlValue } from "../../database/connection.js";
import type { CompiledStatement, Dialect } from "../../dialects/dialect.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import { ColumnClause } from "../../schema/elements/column-clause.js";
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

/** The most values in one statement: databases accept more, but longer statements gain nothing. */
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
  // A statement inserts only one row if it leaves every value to the database.
  if (!bulk.multiinsert || names.length === 0) {
    for (const row of bulk.rows) await send(new Insert(bulk.table).values(row).inline(), host, origin);
    return;
  }
  const size = Math.max(1, Math.floor(valuesPerStatement / Math.max(names.length, bulk.table.columns.length)));
  let batch: InsertBatch | undefined;
  for (let start = 0; start < bulk.rows.length; start += size) {
    const rows = bulk.rows.slice(start, start + size);
    const filled = batch?.filled(rows);
    if (filled !== undefined) {
      await host.sink.execute(filled, origin);
      continue;
    }
    const insert = new Insert(bulk.table).values(rows);
    const statements = host.dialect.compile(insert, compileOptions(host, origin)).map(withListedParams);
    for (const statement of statements) await host.sink.execute(statement, origin);
    if (start + size < bulk.rows.length) batch ??= InsertBatch.of(statements, rows, bulk.table, host.dialect);
  }
}

/**
 * A compiled statement for a number of rows, which takes the values of others as well: compiling it for each batch would
 * take longer than sending it.
 */
class InsertBatch {
  readonly #sql: string;
  readonly #size: number;
  readonly #columns: readonly ColumnClause[];
  readonly #dialect: Dialect;

  private constructor(sql: string, size: number, columns: readonly ColumnClause[], dialect: Dialect) {
    this.#sql = sql;
    this.#size = size;
    this.#columns = columns;
    this.#dialect = dialect;
  }

  /** Takes a statement whose parameters are the values of its rows, one by one; `undefined` where it is another. */
  static of(
    statements: readonly CompiledStatement[],
    rows: readonly BulkRow[],
    table: TableClause,
    dialect: Dialect,
  ): InsertBatch | undefined {
    const [statement, ...others] = statements;
    if (statement?.params === undefined || !isList(statement.params) || others.length > 0) return undefined;
    const names = new Set(Object.keys(rows[0] ?? {}));
    const columns =
      table.columns.length === 0
        ? [...names].map((name) => new ColumnClause(name))
        : table.columns.filter(({ key, name }) => names.has(key) || names.has(name));
    const batch = new InsertBatch(statement.sql, rows.length, columns, dialect);
    const { params } = statement;
    const own = batch.filled(rows)?.params as readonly SqlValue[] | undefined;
    return own?.length === params.length && own.every((value, at) => isSame(value, params[at])) ? batch : undefined;
  }

  /** The statement with the values of these rows; `undefined` where they need one of their own. */
  filled(rows: readonly BulkRow[]): CompiledStatement | undefined {
    if (rows.length !== this.#size) return undefined;
    const params: SqlValue[] = [];
    for (const row of rows)
      for (const { key, name, type } of this.#columns) {
        const value = Object.hasOwn(row, key) ? row[key] : row[name];
        if (value instanceof ClauseElement) return undefined;
        try {
          params.push(this.#dialect.bindValue(value, type));
        } catch {
          // The statement of its own fails too, with the name of the parameter.
          return undefined;
        }
      }
    return { sql: this.#sql, params };
  }
}

/** Arrays and bytes are made anew for each parameter. */
const isSame = (one: SqlValue | undefined, other: SqlValue | undefined): boolean =>
  Object.is(one, other) || (typeof one === "object" && one !== null && JSON.stringify(one) === JSON.stringify(other));

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
