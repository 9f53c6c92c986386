import { Column, type ColumnItem } from "../../schema/column.js";
import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import { Computed } from "../../schema/defaults/computed.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import { Identity } from "../../schema/defaults/identity.js";
import { asElement, type ColumnElement } from "../../schema/elements/column-element.js";
import type { MetaData } from "../../schema/metadata.js";
import { Conv } from "../../schema/names/conv.js";
import { Table } from "../../schema/table.js";
import { Index } from "../../schema/table-index.js";
import { ownValue } from "../../support/own-value.js";
import type {
  InspectorExtras,
  ReflectedColumn,
  ReflectedIndex,
  ReflectedTableParts,
  ReflectedUniqueConstraint,
  ReflectTableOptions,
} from "../inspector.js";
import { literalText } from "../literal-text.js";
import { finalName, foreignKeyConstraints } from "./foreign-key-constraints.js";

/**
 * Returns a table of the database as a schema object of `metadata`: the one that is there, or else one made of what the
 * inspector of a server reports.
 *
 * @throws {@link NoSuchTableError} when there is no such table.
 */
export async function tableFromReflection(
  inspector: Required<Pick<InspectorExtras, "getTableParts" | "getTableOptions">>,
  name: string,
  metadata: MetaData,
  options: ReflectTableOptions,
): Promise<Table> {
  const schema = options.schema ?? null;
  const known = metadata.tables.get(schema === null ? name : `${schema}.${name}`);
  if (known !== undefined) return known;
  const parts = await inspector.getTableParts(name, options);
  return makeTable(parts, await inspector.getTableOptions(name, schema), metadata, options.includeColumn);
}

/**
 * Makes the table.
 *
 * @param options - the dialect options of the table.
 * @param includeColumn - columns for which this returns false are left out, with the constraints and indexes that have them.
 */
function makeTable(
  parts: ReflectedTableParts,
  options: Readonly<Record<string, unknown>>,
  metadata: MetaData,
  includeColumn: (name: string) => boolean = () => true,
): Table {
  const { name, schema, comment } = parts;
  const isOnlyKey = parts.primaryKey.constrainedColumns.length === 1;
  const columns = parts.columns
    .filter((column) => includeColumn(column.name))
    .map((column) => columnOf(column, isOnlyKey));
  const table = new Table(name, metadata, ...columns, ...constraintsOf(parts, includeColumn), {
    schema,
    ...(comment.text === null ? {} : { comment: comment.text }),
    ...options,
  });
  for (const index of parts.indexes) {
    // The index of a unique constraint belongs to the constraint.
    if (index.duplicatesConstraint !== undefined) continue;
    if (index.columnNames.every((one) => one === null || includeColumn(one))) table.appendIndex(indexOf(table, index));
  }
  return table;
}

function columnOf(column: ReflectedColumn, isOnlyKey: boolean): Column {
  const items: ColumnItem[] = [];
  if (column.computed !== undefined)
    items.push(new Computed(literalText(column.computed.sqltext), { persisted: column.computed.persisted }));
  if (column.identity !== undefined) items.push(new Identity({ ...column.identity }));
  const hasDefault = column.default !== null && column.computed === undefined && column.identity === undefined;
  return new Column(column.name, column.type, ...items, {
    nullable: column.nullable,
    primaryKey: column.primaryKey > 0,
    ...autoincrementOf(column, isOnlyKey),
    ...(hasDefault ? { serverDefault: new DefaultClause(literalText(column.default ?? ""), { reflected: true }) } : {}),
    ...(column.comment ? { comment: column.comment } : {}),
    ...column.dialectOptions,
  });
}

/** Whether a key is numbered by the database. A single integer is by default, so one that is not has to be marked. */
function autoincrementOf({ autoincrement, primaryKey, type }: ReflectedColumn, isOnlyKey: boolean) {
  if (autoincrement === true && primaryKey > 0) return { autoincrement: true };
  const isNumber = isOnlyKey && primaryKey > 0 && type.affinity === "Integer";
  return autoincrement === false && isNumber ? { autoincrement: false } : {};
}

function constraintsOf(parts: ReflectedTableParts, includes: (name: string) => boolean): readonly Constraint[] {
  const has = (names: readonly string[]): boolean => names.every(includes);
  const { primaryKey } = parts;
  return [
    ...(primaryKey.constrainedColumns.length > 0 && has(primaryKey.constrainedColumns)
      ? [
          new PrimaryKeyConstraint(...primaryKey.constrainedColumns, {
            name: finalName(primaryKey.name),
            ...deferralOf(primaryKey),
            ...meaningful(primaryKey.dialectOptions),
          }),
        ]
      : []),
    ...foreignKeyConstraints(parts.foreignKeys, has),
    ...parts.uniqueConstraints
      .filter((one) => has(one.columnNames) && one.duplicatesIndex === undefined)
      .map(
        (one) =>
          new UniqueConstraint(...one.columnNames, {
            name: finalName(one.name),
            ...deferralOf(one),
            ...meaningful(one.dialectOptions),
          }),
      ),
    ...parts.checkConstraints.map(
      (one) => new CheckConstraint(literalText(one.sqltext), { name: finalName(one.name) }),
    ),
  ];
}

/** The options of a constraint that is not checked at once; empty for all others. */
const deferralOf = ({ deferrable, initially }: Pick<ReflectedUniqueConstraint, "deferrable" | "initially">) => ({
  ...(deferrable === undefined ? {} : { deferrable }),
  ...(initially === undefined ? {} : { initially }),
});

/** Options without the empty ones, which a schema object would write into its DDL. */
function meaningful(options: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== false && !(Array.isArray(value) && value.length === 0)),
  );
}

function indexOf(table: Table, index: ReflectedIndex): Index {
  const parts = index.columnNames.map((_, at) => indexPart(table, index, at));
  const { postgresqlInvalid: _invalid, postgresqlWhere: where, ...options } = index.dialectOptions;
  return new Index(new Conv(index.name), ...parts, {
    unique: index.unique,
    ...meaningful(options),
    ...(typeof where === "string" ? { postgresqlWhere: literalText(where) } : {}),
  });
}

function indexPart(table: Table, index: ReflectedIndex, at: number): ColumnElement {
  const expression = index.expressions[at] ?? "";
  const name = index.columnNames[at] ?? null;
  const collation = ownValue(index.columnCollation, expression);
  let part: ColumnElement = name === null ? asElement(literalText(expression)) : table.column(name);
  if (collation !== undefined) part = part.collate(collation);
  for (const order of ownValue(index.columnSorting, expression) ?? []) {
    if (order === "desc") part = part.desc();
    if (order === "nulls_first") part = part.nullsFirst();
    if (order === "nulls_last") part = part.nullsLast();
  }
  return part;
}
