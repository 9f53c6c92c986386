import type { UnnamedConstraint } from "../../../operations/lowering/lowered-node.js";
import type { AddColumn, AlterColumn, DropColumn } from "../../../schema/ddl/column-nodes.js";
import type { AddConstraint, DropConstraint } from "../../../schema/ddl/constraint-nodes.js";
import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { CommandError } from "../../../support/command-error.js";
import { addColumn, alterColumn, type ColumnKnowledge, dropColumn } from "./text/draft-columns.js";
import { addConstraint, dropConstraint, dropUnnamedConstraint } from "./text/draft-constraints.js";
import { findColumn, type TableDraft } from "./text/table-draft.js";
import type { TextWriter } from "./text/text-writer.js";

/**
 * The draft after one change of the batch. Indexes are planned apart, and comments SQLite does not have.
 *
 * @throws {CommandError} when the change does not fit the table.
 */
export function applyNode(
  draft: TableDraft,
  node: ClauseElement,
  writer: TextWriter,
  knowledge: ColumnKnowledge,
  newNames: ReadonlyMap<string, string>,
): TableDraft {
  const current = (name: string): string => newNames.get(name) ?? name;
  switch (node.kind) {
    case "addColumn":
      return addColumn(draft, node as AddColumn, writer, current((node as AddColumn).column.name));
    case "dropColumn": {
      const { columnName, ifExists, tableName } = node as DropColumn;
      return dropColumn(draft, current(columnName), ifExists, tableName);
    }
    case "alterColumn": {
      const alteration = node as AlterColumn;
      const renamed = Object.assign(Object.create(Object.getPrototypeOf(alteration)), alteration, {
        columnName: current(alteration.columnName),
      }) as AlterColumn;
      return alterColumn(draft, renamed, writer, knowledge, newNames);
    }
    case "addConstraint":
      return addConstraint(draft, (node as AddConstraint).constraint, writer, newNames);
    case "dropConstraint":
      return dropConstraint(draft, (node as DropConstraint).constraint, (node as DropConstraint).ifExists);
    case "unnamedConstraint":
      return dropUnnamedConstraint(draft, node as UnnamedConstraint);
    case "createIndex":
    case "dropIndex":
    case "setTableComment":
    case "dropTableComment":
    case "setColumnComment":
      return draft;
    case "renameTable":
      throw new CommandError("A table can't be renamed inside of a batch; use op.renameTable() before or after it");
    default:
      throw new CommandError(`A batch can't carry out '${node.kind}'`);
  }
}

/** The draft with the columns in another order. */
export function reorder(draft: TableDraft, names: readonly string[]): TableDraft {
  return {
    ...draft,
    columns: names.flatMap((name) => {
      const found = findColumn(draft, name);
      return found === undefined ? [] : [found];
    }),
  };
}
