import type { Dialect } from "../dialects/dialect.js";
import type { ClauseElement } from "../schema/elements/clause-element.js";

/** An expression as SQL text with its values as literals and its columns without their table. */
export function sqlOf(dialect: Dialect, clause: ClauseElement): string {
  return dialect.compileExpression(clause, { includeTable: false });
}
