import { addConstraintOpFrom, DropConstraintOp } from "../../../operations/directives/constraint-ops.js";
import { CreateIndexOp, DropIndexOp } from "../../../operations/directives/index-ops.js";
import type { ModifyTableOps } from "../../../operations/directives/modify-table-ops.js";
import { UniqueConstraint } from "../../../schema/constraints/unique-constraint.js";
import { Conv } from "../../../schema/names/conv.js";
import type { Table } from "../../../schema/table.js";
import type { Index } from "../../../schema/table-index.js";
import type { AutogenContext } from "../../autogen-context.js";
import { nameList } from "../describe-type.js";
import { unchangedForeignKeys } from "../foreign-keys.js";
import type { ComparatorResult, TablePair } from "../table-pair.js";
import { hasExpressions, indexDifference, uniqueDifference } from "./index-difference.js";
import { indexesForForeignKeys } from "./indexes-for-foreign-keys.js";
import { reflectedIndexes } from "./reflected-indexes.js";
import { indexSignature, type Signature, uniqueSignature } from "./signature.js";

const words = { index: "index", unique: "unique constraint" } as const;
const kinds = { index: "index", unique: "unique_constraint" } as const;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const uniquesOf = (table: Pick<Table, "constraints"> | null): readonly Signature[] =>
  (table?.constraints ?? []).filter((one) => one instanceof UniqueConstraint).map(uniqueSignature);

/** The changes of one table's indexes and unique constraints while they are being found. */
class Changes {
  readonly #context: AutogenContext;
  readonly #modify: ModifyTableOps;
  readonly #tableName: string;
  /** If the whole table is created or dropped, its unique constraints are part of that. */
  readonly #isWhole: boolean;

  constructor(context: AutogenContext, modify: ModifyTableOps, pair: TablePair) {
    this.#context = context;
    this.#modify = modify;
    this.#tableName = pair.tableName;
    this.#isWhole = pair.connTable === null || pair.metadataTable === null;
  }

  added(one: Signature, why: string): void {
    if (one.kind === "unique" && this.#isWhole) return;
    if (!this.#context.runObjectFilters(one.object, one.name, kinds[one.kind], false, null)) return;
    const op = this.#create(one);
    this.#modify.ops.push(op);
    const message = `Detected added ${words[one.kind]} ${quoted(one.name)} on '${nameList(one.columnNames)}'`;
    this.#context.detected("constraints", message, why, op);
  }

  removed(one: Signature, why: string): void {
    if (one.kind === "unique" && this.#isWhole) return;
    if (!this.#context.runObjectFilters(one.object, one.name, kinds[one.kind], true, null)) return;
    const op = this.#drop(one);
    this.#modify.ops.push(op);
    const message = `Detected removed ${words[one.kind]} ${quoted(one.name)} on '${this.#tableName}'`;
    this.#context.detected("constraints", message, why, op);
  }

  changed(old: Signature, wanted: Signature, what: string): void {
    if (!this.#context.runObjectFilters(wanted.object, wanted.name, kinds[old.kind], false, old.object)) return;
    const message = `Detected changed ${words[old.kind]} ${quoted(old.name)} on '${this.#tableName}': ${what}`;
    const operations = [this.#drop(old), this.#create(wanted)];
    this.#context.detected("constraints", message, what, ...operations);
    this.#modify.ops.push(...operations);
  }

  #create(one: Signature) {
    return one.kind === "index" ? CreateIndexOp.fromIndex(one.object) : addConstraintOpFrom(one.object);
  }

  #drop(one: Signature) {
    return one.kind === "index" ? DropIndexOp.fromIndex(one.object) : DropConstraintOp.fromConstraint(one.object);
  }
}

const quoted = (name: string | null): string => (name === null ? "None" : `'${name}'`);

/**
 * The indexes of the models that can be compared: if expressions cannot be read back, indexes with expressions are
 * omitted.
 */
function modelIndexes(
  context: AutogenContext,
  table: Table | null,
  inDatabase: ReadonlySet<string>,
): readonly Signature[] {
  return (table?.indexes ?? [])
    .filter((index) => {
      const isSkipped =
        !context.hooks.reflectsExpressionIndexes && hasExpressions(index) && !inDatabase.has(index.name ?? "");
      if (isSkipped)
        context.warn(
          `autogenerate skipping metadata-specified expression-based index '${index.name}'; dialect '${context.dialect.name}' can't reflect these indexes so they can't be compared`,
        );
      return !isSkipped;
    })
    .map(indexSignature);
}

function byName(signatures: readonly Signature[]): ReadonlyMap<string, Signature> {
  return new Map(signatures.flatMap((one) => (one.name === null ? [] : [[one.name, one] as const])));
}

function indexesOfServer(context: AutogenContext, { connTable, metadataTable }: TablePair): ReadonlySet<Index> {
  if (connTable === null) return new Set();
  const stay =
    metadataTable === null ? connTable.foreignKeyConstraints : unchangedForeignKeys(context, connTable, metadataTable);
  return indexesForForeignKeys(connTable, stay, new Set(metadataTable?.indexes.map(({ name }) => name)));
}

/**
 * Converts unique indexes to unique constraints if the models have them as such, by their name or, without one, by
 * their columns. To the server both are the same.
 */
function takeIndexesForUniques(inDatabase: Table, models: Table): void {
  const uniques = models.constraints.filter((one) => one instanceof UniqueConstraint).map(uniqueSignature);
  const ofIndexes = new Set(models.indexes.map(({ name }) => name));
  for (const index of inDatabase.indexes) {
    if (!index.unique || index.columns.length < index.expressions.length || ofIndexes.has(index.name)) continue;
    const { columnNames } = indexSignature(index);
    const unique = new UniqueConstraint(...columnNames, { name: index.name === null ? null : new Conv(index.name) });
    const unnamed = JSON.stringify([...columnNames].sort());
    if (!uniques.some((one) => (one.name === null ? one.unnamed === unnamed : one.name === index.name))) continue;
    inDatabase.removeIndex(index);
    inDatabase.appendConstraint(unique);
  }
}

/** Finds indexes and unique constraints that were removed, changed and added, each in the order of their names. */
export async function compareIndexesAndUniques(
  context: AutogenContext,
  modify: ModifyTableOps,
  pair: TablePair,
): Promise<ComparatorResult> {
  const { tableName, schema, connTable, metadataTable } = pair;
  const parents = { tableName, schemaName: schema };
  const isWhole = metadataTable === null || connTable === null;
  const found = pair.connParts ?? connTable;
  const { uniquesAreIndexes, foreignKeysNeedIndexes } = context.hooks;
  if (uniquesAreIndexes && connTable !== null && metadataTable !== null)
    takeIndexesForUniques(connTable, metadataTable);
  const ofServer = foreignKeysNeedIndexes ? indexesOfServer(context, pair) : new Set();
  const connUniques = uniquesOf(isWhole ? null : found).filter((one) =>
    context.runNameFilters(one.name, "unique_constraint", parents),
  );
  const connIndexes = (found?.indexes ?? [])
    .filter((one) => !ofServer.has(one))
    .map(indexSignature)
    .filter((one) => context.runNameFilters(one.name, "index", parents));
  const connIndexNames = new Set(connIndexes.map((one) => one.name ?? ""));
  const metadataUniques = uniquesOf(metadataTable);
  const metadataIndexes = modelIndexes(context, metadataTable, connIndexNames);

  const inModels = byName([...metadataUniques, ...metadataIndexes]);
  const inDatabase = byName([...connUniques, ...connIndexes]);
  const unnamedInModels = metadataUniques.filter((one) => one.name === null);
  // A constraint that the models name is not the one that they leave unnamed.
  const freeUniques = connUniques.filter((one) => one.name === null || !inModels.has(one.name));
  const changes = new Changes(context, modify, pair);

  for (const name of [...inDatabase.keys()].sort(byText)) {
    const conn = inDatabase.get(name);
    if (conn === undefined || inModels.has(name)) continue;
    const isUnnamedInModels = conn.kind === "unique" && unnamedInModels.some((one) => one.unnamed === conn.unnamed);
    if (!isUnnamedInModels) changes.removed(conn, `the database has it, the models have no such name`);
  }
  if (context.hooks.addressesUnnamedConstraints)
    for (const conn of connUniques.filter((one) => one.name === null))
      if (!unnamedInModels.some((one) => one.unnamed === conn.unnamed))
        changes.removed(conn, "the database has it without a name, the models do not");

  for (const name of [...inModels.keys()].sort(byText)) {
    const conn = inDatabase.get(name);
    const metadata = inModels.get(name);
    if (conn === undefined || metadata === undefined || conn.object === metadata.object) continue;
    if (conn.kind === "index" && metadata.kind === "index") {
      const reflected = await reflectedIndexes(context, pair, metadata.object);
      const what = indexDifference(context, metadata, conn, reflected);
      if (what.length > 0) changes.changed(conn, metadata, what.join(", "));
    } else if (conn.kind === "unique" && metadata.kind === "unique") {
      const what = uniqueDifference(metadata, conn);
      if (what.length > 0) changes.changed(conn, metadata, what.join(", "));
    } else {
      const why = `it is a ${words[conn.kind]} in the database and a ${words[metadata.kind]} in the models`;
      changes.removed(conn, why);
      changes.added(metadata, why);
    }
  }

  for (const name of [...inModels.keys()].sort(byText)) {
    const metadata = inModels.get(name);
    if (metadata !== undefined && !inDatabase.has(name))
      changes.added(metadata, "the models have it, the database has no such name");
  }
  for (const metadata of unnamedInModels)
    if (!freeUniques.some((one) => one.unnamed === metadata.unnamed))
      changes.added(metadata, "the models have it without a name, the database has none of these columns");
  return "continue";
}
