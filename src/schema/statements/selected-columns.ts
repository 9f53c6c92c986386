import type { ClauseElement } from "../elements/clause-element.js";
import { Delete } from "./delete.js";
import { columnsOfEach } from "./from-clause.js";
import { Insert } from "./insert.js";
import { Select } from "./select.js";
import { TextualSelect } from "./textual-select.js";
import { Update } from "./update.js";

/** Returns the columns of a SELECT. A table is replaced by all of its columns. */
export function selectedColumns({ parts }: Select): readonly ClauseElement[] {
  return columnsOfEach(parts.columns);
}

/** The columns that a statement gives rows of: those of a SELECT, and of a RETURNING; none where it gives no rows. */
export function resultColumns(statement: ClauseElement): readonly ClauseElement[] {
  if (statement instanceof TextualSelect) return statement.columns;
  if (statement instanceof Select) return selectedColumns(statement);
  const isChange = statement instanceof Insert || statement instanceof Update || statement instanceof Delete;
  return isChange ? columnsOfEach(statement.returned) : [];
}
