import { CompileState } from "../../../dialects/base/compile-state.js";
import { hex } from "../../../dialects/base/literals.js";
import { columnDefault } from "../../../dialects/base/values/column-defaults.js";
import type { Dialect } from "../../../dialects/dialect.js";
import type { Column } from "../../../schema/column.js";
import { ClauseElement } from "../../../schema/elements/clause-element.js";

/** SQL for what the application puts into a new column of the rows that are there; `null` where it puts nothing. */
export function defaultSource(column: Column, dialect: Dialect): string | null {
  if (column.computed !== null) return null;
  const value = columnDefault(column, "default", new CompileState({ values: {} }), dialect.capabilities);
  if (value === undefined) return null;
  if (value instanceof ClauseElement) return `(${dialect.compileExpression(value)})`;
  const stored = dialect.bindValue(value, column.type, column.name);
  return stored instanceof Uint8Array ? `X'${hex(stored)}'` : dialect.renderLiteral(stored);
}
