import type { QueryResult } from "../../database/connection.js";
import type { Dialect, ResultValue } from "../../dialects/dialect.js";
import type { Executable } from "../../schema/elements/clause-element.js";
import { resultColumns } from "../../schema/statements/selected-columns.js";
import { NullType } from "../../schema/types/null-type.js";
import { TypeEngine } from "../../schema/types/type-engine.js";
import { setOwnValue } from "../../support/own-value.js";
import { Result } from "./result.js";

/** The result of a statement, with its values converted by the types of the columns that it reads. */
export function typedResult(
  answer: QueryResult,
  statement: string | Executable,
  dialect: Dialect,
): Result<ResultValue> {
  const columns = typeof statement === "string" ? [] : resultColumns(statement);
  const types = columns.map((one) => ("type" in one && one.type instanceof TypeEngine ? one.type : new NullType()));
  // A text among the columns may expand to several.
  const isKnown = types.length === answer.columns.length && types.some((type) => !(type instanceof NullType));
  if (!isKnown) return new Result<ResultValue>(answer);
  const read = (values: QueryResult["rows"][number]): Record<string, ResultValue> => {
    const row: Record<string, ResultValue> = { ...values };
    // Of two columns with one name the row has the value of the last.
    for (const [at, name] of answer.columns.entries())
      if (answer.columns.lastIndexOf(name) === at) setOwnValue(row, name, value(values[name] ?? null, at));
    return row;
  };
  const value = (stored: Parameters<Dialect["resultValue"]>[0], at: number): ResultValue =>
    dialect.resultValue(stored, types[at] ?? new NullType());
  const tuples = answer.tuples?.map((values) => values.map(value));
  return new Result<ResultValue>({
    columns: answer.columns,
    rowCount: answer.rowCount,
    rows: answer.rows.map(read),
    ...(tuples === undefined ? {} : { tuples }),
    stored: () => new Result(answer).tuples(),
  });
}
