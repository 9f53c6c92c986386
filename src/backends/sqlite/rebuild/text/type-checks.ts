import type { TableConstraintText } from "../../../../dialects/sqlite/text/create-table-text.js";
import { tokenize } from "../../../../dialects/sqlite/text/tokenize.js";
import { Column } from "../../../../schema/column.js";
import { CheckConstraint } from "../../../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../../../schema/constraints/constraint.js";
import { MetaData } from "../../../../schema/metadata.js";
import type { NamingConvention } from "../../../../schema/names/naming-convention.js";
import { Table } from "../../../../schema/table.js";
import type { TypeEngine } from "../../../../schema/types/type-engine.js";
import { addConstraint, type PlacedConstraint, placedConstraints, removeConstraint } from "./draft-constraints.js";
import { columnsInConstraint } from "./names-in-text.js";
import { columnNames, type DraftColumn, replaceColumn, type TableDraft } from "./table-draft.js";
import type { TextWriter } from "./text-writer.js";

/** The parts for naming and writing the CHECK of a type. */
export interface TypeCheckSource {
  readonly tableName: string;
  readonly namingConvention?: NamingConvention | null | undefined;
  readonly writer: TextWriter;
}

/**
 * The draft in which a column that is read has a type with a CHECK. The CHECK belongs to the type and not to the table:
 * it is dropped with the type, and it replaces an unnamed constraint of the table with the same meaning.
 */
export function withCheckedType(
  draft: TableDraft,
  column: DraftColumn,
  type: TypeEngine,
  { tableName, namingConvention = null, writer }: TypeCheckSource,
): TableDraft {
  const metadata = new MetaData(namingConvention === null ? {} : { namingConvention });
  const table = new Table(tableName, metadata, new Column(column.definition.name, type));
  const check = table.constraints.find(
    (one: Constraint): one is CheckConstraint =>
      one instanceof CheckConstraint && one.typeBound !== null && writer.dialect.writesConstraint(one),
  );
  const typed = replaceColumn(draft, column, { ...column, typeCheck: check ?? null });
  return check === undefined
    ? typed
    : withoutEqualConstraints(typed, writer.constraint(check, columnNames(draft), new Map()));
}

/** The draft with the CHECKs of the types that its columns still have. */
export function withTypeChecks(draft: TableDraft, writer: TextWriter): TableDraft {
  return draft.columns.reduce(
    (grown, { typeCheck }) => (typeCheck ? addConstraint(grown, typeCheck, writer, new Map()) : grown),
    draft,
  );
}

/** Removes the unnamed constraints that mean the same as another text. */
export function withoutEqualConstraints(draft: TableDraft, text: TableConstraintText): TableDraft {
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
