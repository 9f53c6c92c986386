import { Column, type ColumnItem } from "../../../schema/column.js";
import { CheckConstraint } from "../../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../../schema/constraints/constraint.js";
import { PrimaryKeyConstraint } from "../../../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../../../schema/constraints/unique-constraint.js";
import { Computed } from "../../../schema/defaults/computed.js";
import { DefaultClause } from "../../../schema/defaults/default-clause.js";
import { asElement, type ColumnElement } from "../../../schema/elements/column-element.js";
import type { TextClause } from "../../../schema/elements/text-clause.js";
import type { MetaData } from "../../../schema/metadata.js";
import { Conv } from "../../../schema/names/conv.js";
import { Table } from "../../../schema/table.js";
import { Index } from "../../../schema/table-index.js";
import { ownValue } from "../../../support/own-value.js";
import type { ReflectedColumn, ReflectedForeignKeyConstraint, ReflectedIndex } from "../../inspector.js";
import { literalText } from "../../literal-text.js";
import { finalName, foreignKeyConstraints } from "../../reflection/foreign-key-constraints.js";
import { clauseOf, columnText, reflectedColumns } from "./reflected-columns.js";
import { reflectedChecks, reflectedPrimaryKey, reflectedUniques } from "./reflected-constraints.js";
import { reflectedIndexes } from "./reflected-indexes.js";
import type { TableFacts } from "./table-facts.js";

/** The further data of the inspector. */
export interface ReflectionParts {
  readonly foreignKeys: readonly ReflectedForeignKeyConstraint[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly includeColumn: (name: string) => boolean;
}

/** Returns the default as the statement writes it, with its parentheses. */
function defaultText(facts: TableFacts, column: ReflectedColumn): TextClause | null {
  if (column.default === null || column.computed !== undefined) return null;
  const written = clauseOf(columnText(facts, column.name), "default");
  return literalText(written?.isParenthesised === true ? `(${column.default})` : column.default);
}

function tableColumn(facts: TableFacts, column: ReflectedColumn): Column {
  const text = defaultText(facts, column);
  const items: ColumnItem[] = [];
  if (column.computed !== undefined)
    items.push(new Computed(literalText(column.computed.sqltext), { persisted: column.computed.persisted }));
  return new Column(column.name, column.type, ...items, {
    nullable: column.nullable,
    primaryKey: column.primaryKey > 0,
    ...(text === null ? {} : { serverDefault: new DefaultClause(text, { reflected: true }) }),
    ...column.dialectOptions,
  });
}

function constraints(facts: TableFacts, parts: ReflectionParts): readonly Constraint[] {
  const has = (names: readonly string[]): boolean => names.every((name) => parts.includeColumn(name));
  const key = reflectedPrimaryKey(facts);
  return [
    ...(key.constrainedColumns.length > 0 && has(key.constrainedColumns)
      ? [new PrimaryKeyConstraint(...key.constrainedColumns, { name: finalName(key.name), ...key.dialectOptions })]
      : []),
    ...foreignKeyConstraints(parts.foreignKeys, has),
    ...reflectedUniques(facts)
      .filter((one) => has(one.columnNames))
      .map((one) => new UniqueConstraint(...one.columnNames, { name: finalName(one.name), ...one.dialectOptions })),
    ...reflectedChecks(facts).map(
      (one) => new CheckConstraint(literalText(one.sqltext), { name: finalName(one.name) }),
    ),
  ];
}

function indexPart(table: Table, index: ReflectedIndex, at: number): ColumnElement {
  const expression = index.expressions[at] ?? "";
  const name = index.columnNames[at] ?? null;
  const collation = ownValue(index.columnCollation, expression);
  const sorting = ownValue(index.columnSorting, expression) ?? [];
  let part: ColumnElement = name === null ? asElement(literalText(expression)) : table.column(name);
  if (collation !== undefined) part = part.collate(collation);
  for (const order of sorting) {
    if (order === "desc") part = part.desc();
    if (order === "nulls_first") part = part.nullsFirst();
    if (order === "nulls_last") part = part.nullsLast();
  }
  return part;
}

/** Makes the indexes of a reflected table, which join it. */
function addIndexes(table: Table, facts: TableFacts, includeColumn: (name: string) => boolean): void {
  for (const index of reflectedIndexes(facts)) {
    if (!index.columnNames.every((name) => name === null || includeColumn(name))) continue;
    const parts = index.columnNames.map((_, at) => indexPart(table, index, at));
    const where = index.where === null ? {} : { sqliteWhere: literalText(index.where) };
    table.appendIndex(new Index(new Conv(index.name), ...parts, { unique: index.unique, ...where }));
  }
}

/** The table as a schema object that joins `metadata`. */
export function reflectedTable(
  facts: TableFacts,
  name: string,
  schema: string | null,
  metadata: MetaData,
  parts: ReflectionParts,
): Table {
  const columns = reflectedColumns(facts).filter((column) => parts.includeColumn(column.name));
  const hasAutoincrement = columns.some((column) => column.autoincrement === true);
  const table = new Table(
    name,
    metadata,
    ...columns.map((column) => tableColumn(facts, column)),
    ...constraints(facts, parts),
    { schema, ...parts.options, ...(hasAutoincrement ? { sqliteAutoincrement: true } : {}) },
  );
  addIndexes(table, facts, parts.includeColumn);
  return table;
}
