import type { DriverParamstyle, QueryResult, SqlParams } from "../database/connection.js";
import { noRows } from "../database/no-rows.js";
import type { CompiledStatement, Dialect, ResultValue } from "../dialects/dialect.js";
import { ArgumentError } from "../schema/arguments/argument-error.js";
import { isOptions } from "../schema/arguments/split-options.js";
import type { Executable } from "../schema/elements/clause-element.js";
import { TextClause } from "../schema/elements/text-clause.js";
import { Insert } from "../schema/statements/insert.js";
import { Update } from "../schema/statements/update.js";
import { CommandError } from "../support/command-error.js";
import { checkRows } from "./check-rows.js";
import { requireValues } from "./require-values.js";
import { Result } from "./result.js";
import type { StatementParams } from "./statement-params.js";
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
 * Runs a statement that a script hands to its connection, once for each row of values.
 *
 * @throws {CommandError} when a parameter has no value, when rows of values differ in their columns, or when a
 * statement that reads is given several of them.
 * @throws {ArgumentError} when the values are no objects, and no list for the places of a text.
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
  // A list of rows without any is nothing to do; SQLAlchemy would make a row of defaults, and warns that it should not.
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
    throw new ArgumentError("List argument must consist only of dictionaries");
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
