import { AlterColumnOp } from "../operations/directives/alter-column-op.js";
import { addConstraintOpFrom, CreateForeignKeyOp, DropConstraintOp } from "../operations/directives/constraint-ops.js";
import { DropIndexOp } from "../operations/directives/index-ops.js";
import type { MigrateOperation } from "../operations/directives/migrate-operation.js";
import { ModifyTableOps } from "../operations/directives/modify-table-ops.js";
import { RenameTableOp } from "../operations/directives/rename-table-op.js";
import { DropTableOp } from "../operations/directives/table-ops.js";
import type { UpgradeOps } from "../operations/directives/upgrade-ops.js";
import type { ForeignKeyConstraint } from "../schema/constraints/foreign-key-constraint.js";
import type { Table } from "../schema/table.js";
import type { AutogenContext } from "./autogen-context.js";
import { keysOf, serves } from "./compare/indexes/indexes-for-foreign-keys.js";
import type { TablePair } from "./compare/table-pair.js";
import { comparedKeyOf } from "./database-tables.js";

type Key = string;
const keyOf = (schema: string | null, name: string): Key => `${schema ?? ""}\u0000${name}`;
/** The names of the foreign keys that operations drop. */
const droppedKeys = (ops: readonly MigrateOperation[] = []): ReadonlySet<string> =>
  new Set(ops.filter(isForeignKeyDrop).map(({ constraintName }) => String(constraintName)));
const isForeignKeyDrop = (op: MigrateOperation): op is DropConstraintOp =>
  op instanceof DropConstraintOp && op.constraintType === "foreignkey";

/** What an upgrade changes in a table. */
interface Touched {
  readonly ops: readonly MigrateOperation[];
  readonly table: Table | undefined;
}

/** Whether the upgrade changes the type of one of these columns of a foreign key, or drops the last index for them. */
function isDisturbed({ ops, table }: Touched, columns: readonly string[]): boolean {
  const isRetyped = ops.some(
    (op) => op instanceof AlterColumnOp && op.modifyType !== null && columns.includes(op.columnName),
  );
  if (isRetyped || table === undefined) return isRetyped;
  const dropped = new Set(
    ops.flatMap((op) =>
      op instanceof DropIndexOp
        ? [String(op.indexName)]
        : op instanceof DropConstraintOp
          ? [String(op.constraintName)]
          : [],
    ),
  );
  const keys = keysOf(table).filter((key) => serves(key, columns));
  return keys.length > 0 && keys.every(({ name }) => name !== null && dropped.has(name));
}

/**
 * Moves the drops of foreign keys before all other changes and the new foreign keys after them. A server that needs an
 * index for each foreign key does not drop an index, a table or a column that a foreign key uses. A foreign key that
 * stays but would block a change is dropped before the change and created again after it.
 */
export function arrangeForeignKeys(context: AutogenContext, upgradeOps: UpgradeOps): void {
  // Grouped once: each table asks for the changes of itself and of those that it refers to.
  const changes = new Map<Key, MigrateOperation[]>();
  for (const op of upgradeOps.ops) {
    if (!(op instanceof ModifyTableOps)) continue;
    const key = keyOf(op.schema, op.tableName);
    const known = changes.get(key);
    if (known === undefined) changes.set(key, [...op.ops]);
    else known.push(...op.ops);
  }
  const pairs = new Map(context.comparedTables.map((pair) => [keyOf(pair.schema, pair.tableName), pair]));
  const touched = (key: Key): Touched => ({
    ops: changes.get(key) ?? [],
    table: pairs.get(key)?.connTable ?? undefined,
  });
  // A server that ignores the case of tables may write a table that a key refers to in other letters.
  const spelled = new Map([...pairs].map(([key, one]) => [comparedKeyOf(context, one.schema, one.tableName), key]));
  const referred = (schema: string | null, name: string): Touched =>
    touched(spelled.get(comparedKeyOf(context, schema, name)) ?? keyOf(schema, name));
  const dropped = new Map<Key, MigrateOperation[]>();
  const added = new Map<Key, MigrateOperation[]>();
  const into = (all: Map<Key, MigrateOperation[]>, key: Key, op: MigrateOperation): void => {
    all.set(key, [...(all.get(key) ?? []), op]);
  };
  for (const [key, pair] of pairs) {
    for (const one of disturbed(pair, touched(key), referred)) {
      const drop = DropConstraintOp.fromConstraint(one);
      into(dropped, key, drop);
      const why = "the server changes nothing that a foreign key uses";
      drop.notes.why = why;
      if (pair.metadataTable === null) continue;
      const add = addConstraintOpFrom(one);
      add.notes.why = why;
      into(added, key, add);
    }
  }
  const rest = upgradeOps.ops.flatMap((op) => {
    if (op instanceof DropTableOp) return [withoutForeignKeys(op, pairs, dropped)];
    if (!(op instanceof ModifyTableOps)) return [op];
    const key = keyOf(op.schema, op.tableName);
    for (const one of op.ops) {
      if (isForeignKeyDrop(one)) into(dropped, key, one);
      if (one instanceof CreateForeignKeyOp) into(added, key, one);
    }
    const others = op.ops.filter((one) => !isForeignKeyDrop(one) && !(one instanceof CreateForeignKeyOp));
    return others.length === 0 ? [] : [new ModifyTableOps(op.tableName, others, { schema: op.schema })];
  });
  const together = (all: ReadonlyMap<Key, MigrateOperation[]>): readonly ModifyTableOps[] =>
    [...all].map(([key, ops]) => {
      const [schema = "", name = ""] = key.split("\u0000");
      return new ModifyTableOps(name, ops, { schema: schema === "" ? null : schema });
    });
  // The operations after the renames use the new names of tables and columns.
  const start = rest.findIndex((op) => !(op instanceof RenameTableOp || op instanceof AlterColumnOp));
  const renames = start < 0 ? rest : rest.slice(0, start);
  const others = start < 0 ? [] : rest.slice(start);
  upgradeOps.ops.splice(0, upgradeOps.ops.length, ...renames, ...together(dropped), ...others, ...together(added));
}

/** The foreign keys of a table that block an operation and that no operation drops. */
function disturbed(
  { connTable, metadataTable }: TablePair,
  own: Touched,
  referred: (schema: string | null, name: string) => Touched,
): readonly ForeignKeyConstraint[] {
  if (connTable === null) return [];
  const names = droppedKeys(own.ops);
  return connTable.foreignKeyConstraints.filter((one) => {
    if (one.name === null || names.has(one.name)) return false;
    const columns = one.columns.map(({ name }) => name);
    if (isDisturbed(own, columns)) return true;
    if (metadataTable === null) return false;
    const { schema, table } = one.referredTableName;
    return isDisturbed(referred(schema, table), one.referredColumnNames);
  });
}

/** The drop of a table without the foreign keys that are dropped before it: its reverse would create them twice. */
function withoutForeignKeys(
  op: DropTableOp,
  pairs: ReadonlyMap<Key, TablePair>,
  dropped: ReadonlyMap<Key, readonly MigrateOperation[]>,
): DropTableOp {
  const key = keyOf(op.schema, op.tableName);
  const table = pairs.get(key)?.connTable;
  const gone = new Set(
    dropped
      .get(key)
      ?.filter(isForeignKeyDrop)
      .map(({ constraintName }) => constraintName),
  );
  if (table === undefined || table === null || gone.size === 0) return op;
  for (const one of table.foreignKeyConstraints)
    if (one.name !== null && gone.has(one.name)) table.removeConstraint(one);
  return Object.assign(DropTableOp.fromTable(table), { notes: op.notes });
}
