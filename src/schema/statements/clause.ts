import type { ColumnClause } from "../elements/column-clause.js";
import type { CollationClause, Expression, OpaqueElement } from "../elements/column-element.js";
import type { TextClause } from "../elements/text-clause.js";
import type { TableClause } from "../table-clause.js";
import type { Alias } from "./alias.js";
import type { Select } from "./select.js";

/** Every clause that can be part of a statement. A `switch` over `kind` that lacks one of them does not compile. */
export type Clause =
  | Expression
  | ColumnClause
  | TextClause
  | OpaqueElement
  | CollationClause
  | Select
  | TableClause
  | Alias;
