import { Column } from "../../../schema/column.js";
import type { UniqueConstraint } from "../../../schema/constraints/unique-constraint.js";
import type { Index } from "../../../schema/table-index.js";

interface Common {
  readonly name: string | null;
  /** The object without its name, as a text: equal texts mean equal objects. */
  readonly unnamed: string;
  readonly columnNames: readonly string[];
}

/** An index or unique constraint in the form in which the two kinds are compared. */
export type Signature =
  | (Common & { readonly kind: "index"; readonly object: Index })
  | (Common & { readonly kind: "unique"; readonly object: UniqueConstraint });

/** The signature of an index. */
export function indexSignature(index: Index): Signature {
  const optional = index.expressions.map((one) => (one instanceof Column ? one.name : null));
  return {
    kind: "index",
    object: index,
    name: index.name,
    unnamed: JSON.stringify([Boolean(index.unique), ...optional]),
    columnNames: index.columns.map((column) => column.name),
  };
}

/** The signature of a unique constraint. The order of its columns does not matter. */
export function uniqueSignature(constraint: UniqueConstraint): Signature {
  const columnNames = constraint.columns.map((column) => column.name);
  return {
    kind: "unique",
    object: constraint,
    name: constraint.name,
    unnamed: JSON.stringify([...columnNames].sort()),
    columnNames,
  };
}
