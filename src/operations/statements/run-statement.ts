import type { DriverParamstyle, QueryResult, SqlParams } from "../../database/connection.js";
import { noRows } from "../../database/no-rows.js";
import type { CompiledStatement, Dialect, ResultValue } from "../../dialects/dialect.js";
import { ArgumentError } from "../../schema/arguments/argument-error.js";
import { isOptions } from "../../schema/arguments/split-options.js";
import type { Executable } from "../../schema/elements/clause-element.js";
import { TextClause } from "../../schema/elements/text-clause.js";
import { Insert } from "../../schema/statements/insert.js";
import { Update } from "../../schema/statements/update.js";
import { CommandError } from "../../support/command-error.js";
import type { BulkRow } from "../directives/bulk-insert-op.js";
import { Result } from "./result.js";
import { typedResult } from "./typed-result.js";

type Values = Readonly<Record<string, unknown>>;

/** How statements are written for a driver. */
export interface StatementStyle {
  readonly dialect: Dialect;
  /** Default: `"named"`. */
  readonly paramstyle?: DriverParamstyle | undefined;
}

type Send = (statement: CompiledStatement) => Promise<QueryResult | undefined>;

/**
 * Runs a statement that a script passes to its connection, once for each row of values.
 *
 * @throws {CommandError} when a parameter has no value, when rows of values differ in their columns, or when a
 * statement that reads gets several of them.
 * @throws {ArgumentError} when the values are neither objects nor a list for
 * the places of a text.
 */
export async function runStatement(
  statement: string | Executable,
  params: StatementParams | undefined,
  { dialect, paramstyle = "named" }: StatementStyle,
  send: Send,
): Promise<Result<ResultValue>> {
  const rows = rowsOf(params);
  if (rows === undefined)
    return new Result<ResultValue>(await sendAll(placed(statement, params as readonly unknown[], dialect), send));
  // An empty list of rows inserts nothing; SQLAlchemy would insert a row of defaults, with a warning that this is
  // deprecated.
  if (Array.isArray(params) && rows.length === 0 && isData(statement)) return new Result<ResultValue>(noRows);
  const [only = {}] = rows;
  if (rows.length < 2)
    return typedResult(await sendAll(named(statement, only, { dialect, paramstyle }), send), statement, dialect);
  if (isData(statement)) checkRows(rows, statement.table.name);
  let rowCount = 0;
  for (const row of rows) {
    const answer = await sendAll(named(statement, row, { dialect, paramstyle }), send);
    if (answer.columns.length > 0)
      throw new CommandError("A statement that gives rows takes one set of values, not a list of them");
    rowCount += answer.rowCount;
  }
  return new Result<ResultValue>({ ...noRows, rowCount });
}

const isData = (statement: string | Executable): statement is Insert | Update =>
  statement instanceof Insert || statement instanceof Update;

/** The sets of values that are objects; `undefined` where it is one list of values for their places. */
function rowsOf(params: StatementParams | undefined): readonly Values[] | undefined {
  if (params === undefined || params === null) return [];
  if (!isList(params)) return [params];
  return params.every(isOptions) ? params : undefined;
}

function placed(
  statement: string | Executable,
  values: readonly unknown[],
  dialect: Dialect,
): readonly CompiledStatement[] {
  if (typeof statement !== "string" && !(statement instanceof TextClause))
    throw new ArgumentError("List argument must consist only of objects");
  const texts = typeof statement === "string" ? [{ sql: statement }] : dialect.compile(statement);
  const params = values.map((value, at) => dialect.bindValue(value, undefined, at + 1));
  return texts.map(({ sql }) => ({ sql, params }));
}

function named(
  statement: string | Executable,
  values: Values,
  { dialect, paramstyle }: { readonly dialect: Dialect; readonly paramstyle: DriverParamstyle },
): readonly CompiledStatement[] {
  if (typeof statement !== "string") return complete(dialect.compile(statement, { values, paramstyle }));
  if (paramstyle === "named") return complete([withParams(statement, values, dialect)]);
  if (Object.keys(values).length === 0) return [{ sql: statement }];
  return dialect.compile(new TextClause(statement), { values, paramstyle });
}

function complete(statements: readonly CompiledStatement[]): readonly CompiledStatement[] {
  for (const one of statements) requireValues(one);
  return statements;
}

function withParams(sql: string, values: Values, dialect: Dialect): CompiledStatement {
  const entries = Object.entries(values);
  if (entries.length === 0) return { sql };
  const params: SqlParams = Object.fromEntries(
    entries.map(([name, value]) => [name, dialect.bindValue(value, undefined, name)]),
  );
  return { sql, params };
}

async function sendAll(statements: readonly CompiledStatement[], send: Send): Promise<QueryResult> {
  let answer = noRows;
  for (const statement of statements) answer = (await send(statement)) ?? answer;
  return answer;
}

const isList = (params: StatementParams): params is readonly unknown[] => Array.isArray(params);

/** Strings, quoted names and comments, in which a colon is no parameter. */
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*(?:\]|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

/**
 * Requires a value for every `:name` of a statement: SQLite would take NULL for a missing one.
 *
 * @throws {CommandError} when one has none.
 */
export function requireValues({ sql, params }: CompiledStatement): void {
  if (!sql.includes(":") || Array.isArray(params)) return;
  const values: object = params ?? {};
  for (const [, name = ""] of sql
    .replaceAll(quoted, "''")
    .matchAll(/(?<![:\w\u0080-\uffff]):([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)/g))
    if (!Object.hasOwn(values, name)) throw new CommandError(`A value is required for bind parameter '${name}'`);
}

/**
 * Requires values for the same columns in all rows: the first row decides which columns these are.
 *
 * @throws {CommandError} when a row lacks a value that the first row has, or has one more.
 */
export function checkRows(rows: readonly BulkRow[], tableName: string): void {
  const names = Object.keys(rows[0] ?? {});
  for (const [at, row] of rows.entries()) {
    const missing = names.find((name) => !Object.hasOwn(row, name));
    if (missing !== undefined)
      throw new CommandError(
        `A value is required for bind parameter '${missing}', in parameter group ${at} of the rows for '${tableName}'`,
      );
    const keys = Object.keys(row);
    if (keys.length === names.length) continue;
    const extra = keys.find((name) => !names.includes(name));
    if (extra !== undefined)
      throw new CommandError(
        `Row ${at} for '${tableName}' has a value for '${extra}', which the first row does not have; give all rows the same columns, or insert them one by one, as 'multiinsert: false' of bulkInsert() does`,
      );
  }
}

/**
 * Values for the parameters of a statement: an object for `:name`, a list for `?`, or a list of objects, for each of
 * which the statement runs once.
 */
export type StatementParams = readonly unknown[] | Readonly<Record<string, unknown>>;
