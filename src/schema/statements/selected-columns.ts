import type { ClauseElement } from "../elements/clause-element.js";
import { TableClause } from "../table-clause.js";
import { Alias } from "./alias.js";
import { Delete } from "./delete.js";
import { Insert } from "./insert.js";
import { Select } from "./select.js";
import { Update } from "./update.js";

/** Returns the columns of a SELECT. A table is replaced by all of its columns. */
export function selectedColumns({ parts }: Select): readonly ClauseElement[] {
  return columnsOfEach(parts.columns);
}

/** Columns and expressions, a table replaced by all of its columns. */
export function columnsOfEach(given: readonly ClauseElement[]): readonly ClauseElement[] {
  return given.flatMap((one): readonly ClauseElement[] =>
    one instanceof TableClause || one instanceof Alias ? one.columns : [one],
  );
}

/** The columns that a statement gives rows of: those of a SELECT, and of a RETURNING; none where it gives no rows. */
export function resultColumns(statement: ClauseElement): readonly ClauseElement[] {
  if (statement instanceof Select) return selectedColumns(statement);
  const isChange = statement instanceof Insert || statement instanceof Update || statement instanceof Delete;
  return isChange ? columnsOfEach(statement.returned) : [];
}
