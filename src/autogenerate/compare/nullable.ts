import type { AutogenContext } from "../autogen-context.js";
import type { AlterColumnDraft, ColumnPair, ComparatorResult } from "./table-pair.js";

/** Whether the database generates the values of the column, so that it is never NULL. */
function isRowNumber({ connColumn, metadataColumn }: ColumnPair): boolean {
  return (
    connColumn.primaryKey &&
    metadataColumn.primaryKey &&
    connColumn.type.typeName === "INTEGER" &&
    connColumn.table?.autoincrementColumn === connColumn
  );
}

/** Finds columns that take NULL on one side only. */
export function compareNullable(context: AutogenContext, draft: AlterColumnDraft, pair: ColumnPair): ComparatorResult {
  const { connColumn, metadataColumn, tableName, columnName } = pair;
  draft.existingNullable = connColumn.nullable;
  if (connColumn.nullable === metadataColumn.nullable || isRowNumber(pair)) return "continue";
  const isComputed = connColumn.computed !== null || metadataColumn.computed !== null;
  const isIdentity = connColumn.identity !== null || metadataColumn.identity !== null;
  if (isIdentity || (isComputed && !metadataColumn.nullableGiven)) {
    context.log("constraints", `Ignoring nullable change on identity column '${tableName}.${columnName}'`);
    return "continue";
  }
  draft.modifyNullable = metadataColumn.nullable;
  const word = metadataColumn.nullable ? "NULL" : "NOT NULL";
  const why = metadataColumn.nullable
    ? "the database does not allow NULL, the models do"
    : "the database allows NULL, the models do not";
  context.detected("constraints", `Detected ${word} on column '${tableName}.${columnName}'`, why);
  return "stop";
}
