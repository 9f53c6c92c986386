import type { ColumnConstraintText, TableConstraintText } from "../../../../dialects/sqlite/text/create-table-text.js";
import { namesBeforeRenames } from "../../../../operations/batch/column-renames.js";
import { Column } from "../../../../schema/column.js";
import { CheckConstraint } from "../../../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../../../schema/constraints/constraint.js";
import { ForeignKeyConstraint } from "../../../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../../../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../../../../schema/constraints/unique-constraint.js";
import { MetaData } from "../../../../schema/metadata.js";
import type { NamingConvention } from "../../../../schema/names/naming-convention.js";
import { Table } from "../../../../schema/table.js";
import { Integer } from "../../../../schema/types/integer.js";
import { editColumnText, nameClause } from "./column-text-edits.js";
import { type PlacedConstraint, placedConstraints, replaceConstraint } from "./draft-constraints.js";
import type { ReadTable } from "./reflect-args.js";
import { sameName, type TableDraft } from "./table-draft.js";
import type { TextWriter } from "./text-writer.js";

/**
 * The draft with names from a convention for the constraints that have none. The names are made of the names that the
 * columns had before the batch, which a script knows.
 */
export function nameUnnamed(
  draft: TableDraft,
  { name: tableName, newNames }: ReadTable,
  convention: NamingConvention,
  writer: TextWriter,
): TableDraft {
  const before = namesBeforeRenames(newNames);
  let named = draft;
  for (const placed of placedConstraints(draft)) {
    if (placed.constraint.name !== null || placed.constraint.kind === "nameOnly") continue;
    const name = conventionalNameOf(asBefore(placed, tableName, before), tableName, convention);
    if (name !== null) named = withName(named, placed, name, writer);
  }
  return named;
}

function withName(draft: TableDraft, placed: PlacedConstraint, name: string, writer: TextWriter): TableDraft {
  const changed = nameClause(placed.constraint, name, writer.quote(name));
  return replaceConstraint(draft, placed, changed, (column) =>
    editColumnText(column, {
      constraints: column.constraints.map(
        (clause): ColumnConstraintText => (clause === placed.constraint ? (changed as ColumnConstraintText) : clause),
      ),
    }),
  );
}

/** The constraint with its columns, and those of its own table that it refers to, by their old names. */
function asBefore(
  { constraint, column, columns }: PlacedConstraint,
  tableName: string,
  before: (column: string) => string,
): PlacedConstraint {
  const isOnItself = constraint.kind === "foreignKey" && sameName(constraint.references.table, tableName);
  return {
    constraint: isOnItself
      ? {
          ...constraint,
          references: { ...constraint.references, columns: constraint.references.columns.map(before) },
        }
      : constraint,
    column,
    columns: columns.map(before),
  };
}

function conventionalNameOf(placed: PlacedConstraint, tableName: string, convention: NamingConvention): string | null {
  const columns = [...new Set(placed.columns)].map((column) => new Column(column, new Integer()));
  const table = new Table(tableName, new MetaData({ namingConvention: convention }), ...columns);
  const constraint = modelOf(placed.constraint, placed.columns);
  if (constraint === undefined) return null;
  table.appendConstraint(constraint);
  return constraint.name;
}

function modelOf(text: TableConstraintText | ColumnConstraintText, columns: readonly string[]): Constraint | undefined {
  switch (text.kind) {
    case "primaryKey":
      return new PrimaryKeyConstraint(...columns);
    case "unique":
      return new UniqueConstraint(...columns);
    case "check":
      return new CheckConstraint(text.expression.replaceAll(":", "\\:"));
    case "foreignKey": {
      const { table, columns: remote } = text.references;
      return new ForeignKeyConstraint(
        columns,
        columns.map((column, at) => `${table}.${remote[at] ?? column}`),
      );
    }
    default:
      return undefined;
  }
}
