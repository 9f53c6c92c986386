import { AlterColumnOp } from "../../operations/directives/alter-column-op.js";
import { AddColumnOp, DropColumnOp } from "../../operations/directives/column-ops.js";
import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import { OpContainer } from "../../operations/directives/op-container.js";
import { DropTableOp } from "../../operations/directives/table-ops.js";
import type { MigrationContext } from "../../runtime/migration-context.js";

function flat(ops: readonly MigrateOperation[]): readonly MigrateOperation[] {
  return ops.flatMap((op) => (op instanceof OpContainer ? flat(op.ops) : [op]));
}

const rows = (count: number): string => (count === 1 ? "1 row" : `${count} rows`);

/**
 * Notes the effects of the operations on rows: the requirements of a new NOT NULL, and with `counted` the current
 * number of rows that a drop loses.
 */
export async function noteRows(
  ops: readonly MigrateOperation[],
  context: MigrationContext,
  options: { readonly counted: boolean },
): Promise<void> {
  for (const op of flat(ops)) {
    const lines = notNullLines(op) ?? (options.counted ? await dropLines(op, context) : undefined);
    if (lines !== undefined) op.notes.rows = lines;
  }
}

function notNullLines(op: MigrateOperation): readonly string[] | undefined {
  if (op instanceof AddColumnOp) {
    const { nullable, serverDefault, primaryKey, identity, name } = op.column;
    if (nullable || serverDefault !== null || primaryKey || identity !== null) return undefined;
    return [
      `Rows that the table has get no value for '${name}', so this fails where there are any. Add a serverDefault, or`,
      "add the column with nullable: true, fill it, and set nullable: false after that.",
    ];
  }
  if (!(op instanceof AlterColumnOp) || op.modifyNullable !== false) return undefined;
  return [`This fails where rows have NULL in '${op.columnName}'. Fill them first.`];
}

async function dropLines(op: MigrateOperation, context: MigrationContext): Promise<readonly string[] | undefined> {
  const { connection, dialect } = context;
  if (connection === undefined || !(op instanceof DropTableOp || op instanceof DropColumnOp)) return undefined;
  const table = dialect.formatTable({ name: op.tableName, schema: op.schema });
  const isColumn = op instanceof DropColumnOp;
  // An object that the same script renames does not have its new name yet.
  const inspector = connection.inspector();
  if (!(await inspector.hasTable(op.tableName, op.schema))) return undefined;
  if (isColumn && !(await inspector.getColumns(op.tableName, op.schema)).some(({ name }) => name === op.columnName))
    return undefined;
  const condition = isColumn ? ` WHERE ${dialect.quoteIdentifier(op.columnName)} IS NOT NULL` : "";
  const count = Number(await connection.scalar(`SELECT count(*) FROM ${table}${condition}`));
  if (count === 0) return undefined;
  return [
    isColumn
      ? `The column has a value in ${rows(count)}; they are lost.`
      : `The table has ${rows(count)}; they are lost.`,
  ];
}
