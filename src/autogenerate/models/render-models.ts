import type { Column } from "../../schema/column.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import type { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import { indexDialectKeys } from "../../schema/keywords/index-dialect-options.js";
import { tableDialectKeys } from "../../schema/keywords/table-dialect-options.js";
import type { Table } from "../../schema/table.js";
import type { Index } from "../../schema/table-index.js";
import type { AutogenContext } from "../autogen-context.js";
import { prefixes } from "../render/prefixes.js";
import { printNode, printSource } from "../render/print-source.js";
import { renderColumn } from "../render/render-column.js";
import { renderConstraint } from "../render/render-constraint.js";
import { renderDialectEntries, renderIndexPart } from "../render/render-expression.js";
import { renderItemName } from "../render/render-name.js";
import {
  type CallNode,
  callWithOptions,
  literal,
  type ObjectNode,
  raw,
  type SourceNode,
  string,
} from "../render/source-node.js";

type Entries = ObjectNode["entries"];

/**
 * Writes tables as a module of models: one `sa.Table` each, in the order given, and the metadata that they belong to.
 *
 * @returns the text of the module.
 */
export function renderModels(tables: readonly Table[], context: AutogenContext): string {
  context.rendersModels = true;
  const names = new Set(reservedNames);
  const statements = tables.map((table) => {
    const name = variableName(table.schema === null ? table.name : `${table.schema}_${table.name}`, names);
    return `export const ${name} = ${printSource([{ kind: "plain", expression: renderTable(table, context) }], 0)}`;
  });
  const metadata = `export const metadata = ${prefixes.sa(context, "MetaData")}();\n`;
  const imports = ['import { sa } from "alembic-ts";', ...[...context.imports].sort()].join("\n");
  return `${[`${imports}\n`, metadata, ...statements].join("\n")}`;
}

function renderTable(table: Table, context: AutogenContext): SourceNode {
  const { primaryKey } = table;
  const isInline = isInlineKey(table, primaryKey, context);
  const inColumns = new Map<Column, ForeignKeyConstraint>();
  for (const constraint of table.constraints) {
    if (!(constraint instanceof ForeignKeyConstraint) || constraint.columns.length !== 1) continue;
    if (Object.keys(constraint.dialectOptions).length > 0) continue;
    const [column] = constraint.columns;
    if (column !== undefined && !inColumns.has(column)) inColumns.set(column, constraint);
  }
  const written = new Set<unknown>([...inColumns.values(), ...(isInline ? [primaryKey] : [])]);
  const constraints = [...table.constraints, ...table.columns.flatMap((column) => column.constraints)]
    .filter((constraint) => !written.has(constraint))
    .flatMap((constraint) => renderConstraint(constraint, context, table.metadata) ?? []);
  const indexes = table.indexes.map((index) => renderIndex(index, context));
  const inOrder = (nodes: readonly SourceNode[]): readonly SourceNode[] =>
    nodes
      .map((node) => [printNode(node), node] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([, node]) => node);
  const entries: Entries = [
    ...(table.schema === null ? [] : [["schema", string(table.schema)] as const]),
    ...(table.comment === null ? [] : [["comment", string(table.comment)] as const]),
    ...renderDialectEntries(table, tableDialectKeys, context).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return callWithOptions(
    prefixes.sa(context, "Table"),
    [
      string(table.name),
      raw("metadata"),
      ...table.columns.flatMap((column) => modelColumn(column, isInline, inColumns.get(column), context) ?? []),
      ...inOrder(constraints),
      ...inOrder(indexes),
    ],
    entries,
  );
}

/** Whether the primary key can be written as `primaryKey: true` on its columns. */
function isInlineKey(table: Table, key: PrimaryKeyConstraint, { dialect }: AutogenContext): boolean {
  if (key.columns.length === 0 || key.deferrable !== null || Object.keys(key.dialectOptions).length > 0) return false;
  if (key.name !== null && key.name !== dialect.compareHooks.usualPrimaryKeyName?.(table.name)) return false;
  const inTable = table.columns.filter((column) => key.columns.includes(column));
  return inTable.every((column, at) => column === key.columns[at]);
}

/** Writes a column with its primary key and its foreign key, without the options that it has by default. */
function modelColumn(
  column: Column,
  hasInlineKey: boolean,
  foreignKey: ForeignKeyConstraint | undefined,
  context: AutogenContext,
): SourceNode | undefined {
  const node = renderColumn(column, context);
  // The environment's `renderItem` returned text, which is not parsed.
  if (node?.kind !== "call") return node;
  const isKey = hasInlineKey && column.primaryKey;
  const last = node.args.at(-1);
  const [args, given] = last?.kind === "object" ? [node.args.slice(0, -1), last.entries] : [node.args, []];
  // By default the database numbers the only column of an integer key, which is never NULL.
  const isOnlyKey = isKey && column.table?.autoincrementColumn === column;
  const isUsual: Readonly<Record<string, boolean>> = {
    nullable: column.nullable !== isKey || (isOnlyKey && column.type.typeName === "INTEGER"),
    autoincrement: isOnlyKey && column.autoincrement === true,
  };
  const entries = given.filter(([name]) => isUsual[name] !== true);
  const reference = foreignKey === undefined ? [] : [inlineForeignKey(foreignKey, context)];
  return callWithOptions(
    node.callee,
    [...args, ...reference],
    [...(isKey ? [["primaryKey", literal(true)] as const] : []), ...entries],
  );
}

/** Writes a foreign key of one column as `sa.ForeignKey("t.id", …)`. */
function inlineForeignKey(constraint: ForeignKeyConstraint, context: AutogenContext): SourceNode {
  const node = renderConstraint(constraint, context, constraint.table?.metadata) as CallNode;
  const [, targets, ...options] = node.args;
  if (node.kind !== "call" || targets?.kind !== "array") return node;
  return { ...node, callee: prefixes.sa(context, "ForeignKey"), args: [targets.items[0]!, ...options] };
}

function renderIndex(index: Index, context: AutogenContext): SourceNode {
  return callWithOptions(
    prefixes.sa(context, "Index"),
    [renderItemName(context, index), ...index.expressions.map((part) => renderIndexPart(part, context))],
    [
      ...(index.unique ? [["unique", literal(true)] as const] : []),
      ...renderDialectEntries(index, indexDialectKeys, context),
    ],
  );
}

/** The reserved words of TypeScript, and the names that the module uses. */
const reservedNames: readonly string[] =
  "sa metadata arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield undefined NaN Infinity".split(
    " ",
  );

/** Returns an unused name for the variable of a table, in camelCase. */
function variableName(table: string, taken: Set<string>): string {
  const words = table.split(/[^\p{L}\p{N}$]+/u).filter((word) => word !== "");
  const joined = words
    .map((word, at) => (at === 0 ? word[0]!.toLowerCase() + word.slice(1) : word[0]!.toUpperCase() + word.slice(1)))
    .join("");
  const start = /^[\p{ID_Start}$_]/u.test(joined) ? joined : `t${joined}`;
  const base = taken.has(start) ? `${start}Table` : start;
  let name = base;
  for (let count = 2; taken.has(name); count++) name = `${base}${count}`;
  taken.add(name);
  return name;
}
