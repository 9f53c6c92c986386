import { AddColumnOp, DropColumnOp } from "../../operations/directives/column-ops.js";
import type { MigrateOperation, PossibleRename } from "../../operations/directives/migrate-operation.js";
import { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { CreateTableOp, DropTableOp } from "../../operations/directives/table-ops.js";
import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import type { Column } from "../../schema/column.js";
import { quoteString } from "../render/source-node.js";

/** A dropped and an added column, or table, that look alike, with their operations. */
export interface RenameCandidate extends PossibleRename {
  readonly dropped: MigrateOperation;
  readonly added: MigrateOperation;
}

/** Columns look alike when their types have the same affinity and both accept NULL, or neither does. */
function columnsLookAlike(one: Column, other: Column): boolean {
  return (
    one.type.affinity === other.type.affinity && one.nullable === other.nullable && one.primaryKey === other.primaryKey
  );
}

/** Tables look alike when at least half of their columns, and no fewer than two, have the same names. */
function tablesLookAlike(one: readonly string[], other: readonly string[]): boolean {
  const shared = one.filter((name) => other.includes(name)).length;
  return shared >= 2 && shared * 2 >= Math.max(one.length, other.length);
}

function columnCandidates(modify: ModifyTableOps): readonly RenameCandidate[] {
  const added = modify.ops.filter((op): op is AddColumnOp => op instanceof AddColumnOp);
  const dropped = modify.ops.filter((op): op is DropColumnOp => op instanceof DropColumnOp);
  return dropped.flatMap((drop) => {
    const alike = added.filter((add) => columnsLookAlike(drop.toColumn(), add.column));
    const { schema, tableName: table, columnName: from } = drop;
    return alike.map((add) => ({ schema, table, from, to: add.column.name, dropped: drop, added: add }));
  });
}

const namesOf = (op: CreateTableOp | DropTableOp): readonly string[] => op.toTable().columns.map(({ name }) => name);

function tableCandidates(ops: readonly MigrateOperation[]): readonly RenameCandidate[] {
  const added = ops.filter((op): op is CreateTableOp => op instanceof CreateTableOp);
  const dropped = ops.filter((op): op is DropTableOp => op instanceof DropTableOp);
  return dropped.flatMap((drop) =>
    added
      .filter((add) => add.schema === drop.schema && tablesLookAlike(namesOf(drop), namesOf(add)))
      .map((add) => ({
        schema: drop.schema,
        table: null,
        from: drop.tableName,
        to: add.tableName,
        dropped: drop,
        added: add,
      })),
  );
}

/**
 * Returns the pairs of a dropped and an added column, or table, that may be a rename. Nothing is renamed automatically,
 * because a wrong guess also loses data.
 *
 */
export function findRenameCandidates(upgradeOps: UpgradeOps): readonly RenameCandidate[] {
  const tables = upgradeOps.ops.filter((op): op is ModifyTableOps => op instanceof ModifyTableOps);
  return [...tableCandidates(upgradeOps.ops), ...tables.flatMap(columnCandidates)];
}

/** The directive of the rename, as a script writes it. */
function directiveOf({ schema, table, from, to }: PossibleRename, isInBatch: boolean): string {
  const entries = (options: readonly string[]): string => (options.length === 0 ? "" : `, { ${options.join(", ")} }`);
  const place = schema === null || isInBatch ? [] : [`schema: ${quoteString(schema)}`];
  if (table === null) return `await op.renameTable(${quoteString(from)}, ${quoteString(to)}${entries(place)});`;
  const name = `newColumnName: ${quoteString(to)}`;
  const head = isInBatch ? "batch.alterColumn(" : `op.alterColumn(${quoteString(table)}, `;
  return `await ${head}${quoteString(from)}${entries([name, ...place])});`;
}

/** The lines of a comment that shows the directive which would rename a candidate. */
export function renameComment(candidate: PossibleRename, isInBatch: boolean): readonly string[] {
  const what = candidate.table === null ? "table" : "column";
  return [
    `'${candidate.from}' is dropped below, and its data with it. If this ${what} is '${candidate.from}' renamed,`,
    `replace both by: ${directiveOf(candidate, isInBatch)}`,
  ];
}

/** Marks the added side of each candidate, so that the script has a comment there. */
export function noteRenames(upgradeOps: UpgradeOps): readonly RenameCandidate[] {
  const candidates = findRenameCandidates(upgradeOps);
  for (const candidate of candidates) {
    const { notes } = candidate.added;
    notes.renames = [...(notes.renames ?? []), candidate];
  }
  return candidates;
}
