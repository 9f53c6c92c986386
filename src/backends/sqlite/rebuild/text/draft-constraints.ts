import type {
  ColumnConstraintText,
  CommentedTableConstraintText,
  TableConstraintText,
} from "../../../../dialects/sqlite/text/create-table-text.js";
import type { UnnamedConstraint } from "../../../../operations/lowering/lowered-node.js";
import type { Constraint } from "../../../../schema/constraints/constraint.js";
import { CommandError } from "../../../../support/command-error.js";
import { withoutClauses } from "./column-text-edits.js";
import { columnsInConstraint, columnsInText } from "./names-in-text.js";
import { sameName, type TableDraft } from "./table-draft.js";
import type { TextWriter } from "./text-writer.js";

/** A constraint and its place: in the table, or in the definition of a column. */
export interface PlacedConstraint {
  readonly constraint: TableConstraintText | ColumnConstraintText;
  /** The column that has it. */
  readonly column: string | null;
  readonly columns: readonly string[];
}

/** Alembic's words for the kinds of constraints. */
const kindWords: Readonly<Record<string, string>> = {
  primaryKey: "primary",
  unique: "unique",
  foreignKey: "foreignkey",
  check: "check",
};

/** All constraints of a table. */
export function placedConstraints(draft: TableDraft): readonly PlacedConstraint[] {
  const names = draft.columns.map(({ definition }) => definition.name);
  const own = draft.columns.flatMap(({ definition }) =>
    definition.constraints
      .filter(({ kind }) => kind in kindWords)
      .map((constraint) => ({
        constraint,
        column: definition.name,
        columns: constraint.kind === "check" ? columnsInText(constraint.expression, names) : [definition.name],
      })),
  );
  const shared = draft.constraints.map((constraint) => ({
    constraint,
    column: null,
    columns: columnsInConstraint(constraint, names),
  }));
  return [...own, ...shared];
}

/**
 * Adds a constraint; it replaces one of the same name. An unnamed one is added as it is, because it can be dropped by
 * its kind and columns.
 */
export function addConstraint(
  draft: TableDraft,
  constraint: Constraint,
  writer: TextWriter,
  newNames: ReadonlyMap<string, string>,
): TableDraft {
  const names = draft.columns.map(({ definition }) => definition.name);
  const text = writer.constraint(constraint, names, newNames);
  const namesake =
    text.name === null ? [] : placedConstraints(draft).filter((one) => one.constraint.name === text.name);
  const others = namesake.reduce(removeConstraint, draft);
  if (text.kind !== "primaryKey") return { ...others, constraints: [...others.constraints, text] };
  const rest = dropKeyConstraint(others);
  return { ...rest, constraints: [text, ...rest.constraints] };
}

/** @throws {CommandError} unless exactly one unnamed constraint has the kind and the columns. */
export function dropUnnamedConstraint(draft: TableDraft, wanted: UnnamedConstraint): TableDraft {
  const unnamed = placedConstraints(draft).filter(
    ({ constraint, columns }) =>
      constraint.name === null &&
      (wanted.constraintType === null || kindWords[constraint.kind] === wanted.constraintType) &&
      columns.length === wanted.columns.length &&
      columns.every((column) => wanted.columns.some((other) => sameName(column, other))),
  );
  const [only] = unnamed;
  const what = `unnamed ${wanted.constraintType ?? "constraint"} on (${wanted.columns.join(", ")})`;
  if (only === undefined) throw new CommandError(`No such constraint: ${what}`);
  if (unnamed.length > 1) {
    const texts = unnamed.map(({ constraint }) => constraint.text).join("; ");
    throw new CommandError(`There is more than one ${what}: ${texts}`);
  }
  return removeConstraint(draft, only);
}

/** Removes the primary key, from the table or from a column. */
export function dropKeyConstraint(draft: TableDraft): TableDraft {
  return placedConstraints(draft)
    .filter(({ constraint }) => constraint.kind === "primaryKey")
    .reduce(removeConstraint, draft);
}

/** The draft without a constraint. */
export function removeConstraint(draft: TableDraft, { constraint, column }: PlacedConstraint): TableDraft {
  if (column === null) return { ...draft, constraints: draft.constraints.filter((one) => one !== constraint) };
  return {
    ...draft,
    columns: draft.columns.map((one) =>
      one.definition.name === column
        ? { ...one, definition: withoutClauses(one.definition, (clause) => clause === constraint) }
        : one,
    ),
  };
}

/** Replaces a constraint by another. */
export function replaceConstraint(
  draft: TableDraft,
  { constraint, column }: PlacedConstraint,
  changed: TableConstraintText | ColumnConstraintText,
  edit: (column: TableDraft["columns"][number]["definition"]) => TableDraft["columns"][number]["definition"],
): TableDraft {
  if (column === null)
    return {
      ...draft,
      constraints: draft.constraints.map((one) =>
        one === constraint ? (changed as CommentedTableConstraintText) : one,
      ),
    };
  return {
    ...draft,
    columns: draft.columns.map((one) =>
      one.definition.name === column ? { ...one, definition: edit(one.definition) } : one,
    ),
  };
}
