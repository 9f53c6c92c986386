import type { ClauseElement } from "../elements/clause-element.js";
import { TableClause } from "../table-clause.js";
import { Alias } from "./alias.js";
import type { Select } from "./select.js";

/** Returns the columns of a SELECT. A table is replaced by all of its columns. */
export function selectedColumns({ parts }: Select): readonly ClauseElement[] {
  return parts.columns.flatMap((one): readonly ClauseElement[] =>
    one instanceof TableClause || one instanceof Alias ? one.columns : [one],
  );
}
