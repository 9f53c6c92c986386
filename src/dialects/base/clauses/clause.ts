import type { CollationClause } from "../../../schema/elements/collation-clause.js";
import type { ColumnClause } from "../../../schema/elements/column-clause.js";
import type { Expression, OpaqueElement } from "../../../schema/elements/column-element.js";
import type { CustomElement } from "../../../schema/elements/custom-element.js";
import type { TextClause } from "../../../schema/elements/text-clause.js";
import type { Alias } from "../../../schema/statements/alias.js";
import type { Join } from "../../../schema/statements/from-clause.js";
import type { LabelReference } from "../../../schema/statements/label-reference.js";
import type { Select } from "../../../schema/statements/select.js";
import type { TextualSelect } from "../../../schema/statements/textual-select.js";
import type { ValuesRows } from "../../../schema/statements/values.js";
import type { TableClause } from "../../../schema/table-clause.js";

/** Every clause that can be part of a statement. A `switch` over `kind` that lacks one of them does not compile. */
export type Clause =
  | Expression
  | ColumnClause
  | TextClause
  | OpaqueElement
  | CustomElement
  | CollationClause
  | Select
  | TableClause
  | Alias
  | Join
  | TextualSelect
  | ValuesRows
  | LabelReference;
