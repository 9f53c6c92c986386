import { ClauseElement } from "../elements/clause-element.js";
import { QuotedName } from "../names/quoted-name.js";
import { ArgumentError } from "./argument-error.js";
import { showArgument } from "./show-argument.js";

/**
 * Checks the columns of a constraint or an index, because scripts run without a type check.
 *
 * @throws {@link ArgumentError} in SQLAlchemy's words, when one of them is neither a name nor a clause.
 *
 */
export function requireColumns(columns: readonly unknown[]): void {
  for (const one of columns) {
    if (typeof one === "string" || one instanceof ClauseElement || one instanceof QuotedName) continue;
    throw new ArgumentError(
      `String column name or column expression for DDL constraint expected, got ${showArgument(one)}.`,
    );
  }
}

/** Returns SQLAlchemy's error for an argument that cannot be part of a table or column. */
export function schemaItemExpected(given: unknown): ArgumentError {
  return new ArgumentError(
    `'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got ${showArgument(given)}`,
  );
}
