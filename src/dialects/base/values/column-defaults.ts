import type { Column } from "../../../schema/column.js";
import { Sequence } from "../../../schema/defaults/sequence.js";
import { ClauseElement } from "../../../schema/elements/clause-element.js";
import { nullClause } from "../../../schema/elements/clauses.js";
import type { RowValues } from "../../../schema/statements/insert.js";
import type { TableClause } from "../../../schema/table-clause.js";
import { isPromise } from "../../../support/is-built-in.js";
import { setOwnValue } from "../../../support/own-value.js";
import type { Capabilities } from "../../capabilities.js";
import { CompileError } from "../../compile-error.js";
import type { CompileState } from "../compile-state.js";

/**
 * Returns the values of the columns that a row leaves out and that have an application-side default: `default` in an
 * INSERT, `onupdate` in an UPDATE. A function is called for each row. A script contains only the defaults that are
 * expressions; the others are NULL, as in Alembic.
 *
 * @throws {@link CompileError} when a function returns a promise.
 *
 */
export function columnDefaults(
  table: TableClause,
  row: RowValues,
  kind: "default" | "onupdate",
  state: CompileState,
  capabilities: Capabilities,
): RowValues {
  const found: Record<string, unknown> = {};
  for (const column of table.columns as readonly Column[]) {
    if (column.kind !== "schemaColumn" || Object.hasOwn(row, column.key) || Object.hasOwn(row, column.name)) continue;
    const value = columnDefault(column, kind, state, capabilities);
    if (value !== undefined) setOwnValue(found, column.key, value);
  }
  return found;
}

/**
 * Returns the application-side default of a column, or `undefined`.
 *
 * @throws {@link CompileError} when a function returns a promise.
 *
 */
export function columnDefault(
  column: Column,
  kind: "default" | "onupdate",
  state: CompileState,
  capabilities: Capabilities,
): unknown {
  const given = kind === "default" ? defaultOf(column) : column.onupdate;
  if (given === null || given === undefined) return undefined;
  if (given instanceof Sequence) return isUsed(given, capabilities) ? given.nextValue() : undefined;
  if (given instanceof ClauseElement) return given;
  if (state.values === undefined) return state.literalBinds ? nullClause() : null;
  return typeof given === "function" ? called(given as () => unknown, column, kind) : given;
}

function defaultOf({ default: given }: Column): unknown {
  return given?.kind === "scalar" ? given.arg : given;
}

function isUsed(sequence: Sequence, { supportsSequences, usesOptionalSequences }: Capabilities): boolean {
  return supportsSequences && (usesOptionalSequences || !sequence.optional);
}

function called(given: () => unknown, column: Column, kind: string): unknown {
  const value = given();
  if (isPromise(value)) {
    value.catch(() => undefined);
    throw new CompileError(`The ${kind} of column '${column.name}' returns a promise; it must return its value`);
  }
  return value;
}
