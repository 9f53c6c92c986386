import type { TableConstraintText } from "../../../dialects/sqlite/text/create-table-text.js";
import { tokenize } from "../../../dialects/sqlite/text/tokenize.js";
import { type PlacedConstraint, placedConstraints, removeConstraint } from "./draft-constraints.js";
import { columnsInConstraint } from "./names-in-text.js";
import { columnNames, type TableDraft } from "./table-draft.js";

/** The draft without those constraints that have no name and say what another text says. */
export function withoutTwins(draft: TableDraft, text: TableConstraintText): TableDraft {
  const meaning = meaningOf(text, columnsInConstraint(text, columnNames(draft)));
  return placedConstraints(draft)
    .filter(({ constraint, columns }) => constraint.name === null && meaningOf(constraint, columns) === meaning)
    .reduce(removeConstraint, draft);
}

function meaningOf(constraint: PlacedConstraint["constraint"], columns: readonly string[]): string {
  const { kind } = constraint;
  if (kind === "check")
    return `check ${tokenize(constraint.expression)
      .tokens.map(({ value }) => value)
      .join(" ")}`;
  const target = kind === "foreignKey" ? [constraint.references.table, ...constraint.references.columns] : [];
  return [kind, ...columns, "", ...target].join("\0").toLowerCase();
}
