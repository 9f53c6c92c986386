import { Column } from "../../../../schema/column.js";
import type { Constraint } from "../../../../schema/constraints/constraint.js";
import type { TableItem, TableOptions } from "../../../../schema/table.js";
import { Index } from "../../../../schema/table-index.js";
import { editColumnText, withClause } from "./column-text-edits.js";
import { dropKeyConstraint, placedConstraints } from "./draft-constraints.js";
import { findColumn, replaceColumn, type TableDraft } from "./table-draft.js";
import type { TextWriter } from "./text-writer.js";

/** The draft with the columns and constraints of `tableArgs`; renamed columns may be given by their old names. */
export function withItems(
  draft: TableDraft,
  items: readonly TableItem[],
  writer: TextWriter,
  newNames: ReadonlyMap<string, string>,
): TableDraft {
  let grown = draft;
  for (const item of items) {
    if (item instanceof Index) continue;
    if (item instanceof Column) {
      const added = { definition: writer.column(item), source: null, original: null, isUnchanged: false };
      grown = { ...grown, columns: [...grown.columns, added] };
    } else {
      const names = grown.columns.map(({ definition }) => definition.name);
      const text = writer.constraint(item as Constraint, names, newNames);
      const base = text.kind === "primaryKey" ? dropKeyConstraint(grown) : grown;
      grown = { ...base, constraints: [...base.constraints, text] };
    }
  }
  return grown;
}

/** The draft with the options of `tableKwargs`; those that are not given stay. */
export function withTableOptions(
  draft: TableDraft,
  options: Omit<TableOptions, "schema">,
  writer: TextWriter,
): TableDraft {
  const { sqliteWithRowid, sqliteStrict, sqliteAutoincrement, prefixes } = options;
  const changed: TableDraft = {
    ...draft,
    withoutRowid: sqliteWithRowid === undefined ? draft.withoutRowid : sqliteWithRowid === false,
    strict: sqliteStrict === undefined ? draft.strict : sqliteStrict === true,
    prefixes: prefixes ?? draft.prefixes,
  };
  return sqliteAutoincrement === undefined ? changed : withAutoincrement(changed, sqliteAutoincrement === true, writer);
}

function withAutoincrement(draft: TableDraft, wanted: boolean, writer: TextWriter): TableDraft {
  const key = placedConstraints(draft).find(({ constraint }) => constraint.kind === "primaryKey");
  const [name] = key?.columns ?? [];
  if (key?.constraint.kind !== "primaryKey" || name === undefined || key.columns.length !== 1) return draft;
  if (key.constraint.autoincrement === wanted) return draft;
  const rest = dropKeyConstraint(draft);
  const column = findColumn(rest, name);
  if (column === undefined) return draft;
  const named = key.constraint.name === null ? "" : `CONSTRAINT ${writer.quote(key.constraint.name)} `;
  const text = `${named}PRIMARY KEY${wanted ? " AUTOINCREMENT" : ""}`;
  const clause = { ...key.constraint, parts: [], autoincrement: wanted, text };
  const type = wanted ? "INTEGER" : column.definition.type;
  const definition = withClause(editColumnText(column.definition, { type }), clause);
  return replaceColumn(rest, column, { ...column, definition });
}
