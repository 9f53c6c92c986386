import { ArgumentError } from "./argument-error.js";
import { showArgument } from "./show-argument.js";

/** The error for a part of a table or column that is none, in SQLAlchemy's words. */
export function schemaItemExpected(given: unknown): ArgumentError {
  return new ArgumentError(
    `'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got ${showArgument(given)}`,
  );
}
