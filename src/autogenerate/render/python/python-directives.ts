import type { AlterColumnOp } from "../../../operations/directives/alter-column-op.js";
import type { AddColumnOp, DropColumnOp } from "../../../operations/directives/column-ops.js";
import type {
  CreateCheckConstraintOp,
  CreateExcludeConstraintOp,
  CreateForeignKeyOp,
  CreatePrimaryKeyOp,
  CreateUniqueConstraintOp,
  DropConstraintOp,
} from "../../../operations/directives/constraint-ops.js";
import type { ExecuteSQLOp } from "../../../operations/directives/execute-sql-op.js";
import type { CreateIndexOp, DropIndexOp } from "../../../operations/directives/index-ops.js";
import type { RenameTableOp } from "../../../operations/directives/rename-table-op.js";
import type { CreateTableOp, DropTableOp } from "../../../operations/directives/table-ops.js";
import { Identity } from "../../../schema/defaults/identity.js";
import { dialectOptionsOf } from "../../../schema/schema-item.js";
import { toType } from "../../../schema/types/type-engine.js";
import type { AutogenContext } from "../../autogen-context.js";
import type { Renderers } from "../write-operation.js";
import {
  conditionText,
  dialectKeywords,
  givenKeywords,
  indexPartText,
  itemNameText,
  type Keywords,
  nameText,
  opPrefix,
  optional,
  pythonArguments,
  repr,
  schemaKeyword,
  snakeCase,
  tableText,
} from "./python-arguments.js";
import { renderPythonColumn, renderPythonDefault } from "./render-python-column.js";
import { excludeTexts, renderPythonConstraint } from "./render-python-constraint.js";
import { renderPythonType } from "./render-python-type.js";

/** The most arguments that a call had in old Pythons; more are written as a list that is spread. */
const mostArguments = 255;

/** A call of a directive on one line. */
const directiveCall = (
  context: AutogenContext,
  name: string,
  args: readonly string[],
  keywords: Keywords = [],
): string => `${opPrefix(context)}${name}(${pythonArguments(args, keywords)})`;

/** `op.create_table(…)`: columns in order, then the constraints in the order of their text. */
function createTable(op: CreateTableOp, context: AutogenContext): string {
  const table = op.toTable();
  const columns = table.columns.flatMap((column) => renderPythonColumn(column, context) ?? []);
  const constraints = [...table.constraints, ...table.columns.flatMap((column) => column.constraints)]
    .flatMap((constraint) => renderPythonConstraint(constraint, context, op.namespaceMetadata) ?? [])
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const items = [...columns, ...constraints];
  const args = items.length > mostArguments ? `*[${items.join(",\n")}]` : items.join(",\n");
  const kw = Object.entries(dialectOptionsOf(op.kw))
    .map(([name, value]) => [snakeCase(name), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const keywords: Keywords = [
    ["schema", op.schema ? repr(op.schema) : undefined],
    ["comment", table.comment === null ? undefined : repr(table.comment)],
    ["info", Object.keys(table.info).length === 0 ? undefined : repr(table.info)],
    ...kw.map(([name, value]) => [name, repr(value)] as const),
    ["prefixes", op.prefixes.length === 0 ? undefined : `[${op.prefixes.map((one) => `'${one}'`).join(", ")}]`],
    ...optional("if_not_exists", op.ifNotExists),
  ];
  const lines = keywords.flatMap(([name, text]) => (text === undefined ? [] : [`,\n${name}=${text}`]));
  return `${opPrefix(context)}create_table(${repr(op.tableName)},\n${args}${lines.join("")}\n)`;
}

/** `op.add_column(…)`; `undefined` if the environment omits the column. */
function addColumn(op: AddColumnOp, context: AutogenContext): string | undefined {
  const column = renderPythonColumn(op.column, context);
  if (column === undefined) return undefined;
  const keywords = [
    ...schemaKeyword(context, op.schema),
    ...(context.hasBatch ? [] : optional("if_not_exists", op.ifNotExists)),
  ];
  return directiveCall(context, "add_column", [...tableText(context, op.tableName), column], keywords);
}

/** `op.alter_column(…)` with the changes and the known state of the column before, one a line. */
function alterColumn(op: AlterColumnOp, context: AutogenContext): string {
  const { modifyServerDefault, existingServerDefault } = op;
  const keywords: (readonly [string, string])[] = [];
  const add = (name: string, text: string): number => keywords.push([name, text]);
  if (op.existingType !== null) add("existing_type", renderPythonType(toType(op.existingType), context));
  if (modifyServerDefault !== false) add("server_default", renderPythonDefault(modifyServerDefault, context));
  if (op.modifyName !== null) add("new_column_name", repr(op.modifyName));
  if (op.modifyType !== null) add("type_", renderPythonType(toType(op.modifyType), context));
  if (op.modifyNullable !== null) add("nullable", repr(op.modifyNullable));
  if (op.modifyComment !== false) add("comment", repr(op.modifyComment));
  if (op.existingComment !== null) add("existing_comment", repr(op.existingComment));
  if (op.modifyNullable === null && op.existingNullable !== null) add("existing_nullable", repr(op.existingNullable));
  if (op.autoincrement !== null) add("autoincrement", repr(op.autoincrement));
  if (existingServerDefault && (modifyServerDefault === false || existingServerDefault instanceof Identity))
    add("existing_server_default", renderPythonDefault(existingServerDefault, context));
  const all = [...keywords, ...schemaKeyword(context, op.schema)];
  const head = pythonArguments([...tableText(context, op.tableName), repr(op.columnName)]);
  const lines = all.map(([name, text]) => `,\n${" ".repeat(11)}${name}=${text}`);
  return `${opPrefix(context)}alter_column(${head}${lines.join("")})`;
}

/** `op.create_unique_constraint(…)`. */
const createUniqueConstraint = (op: CreateUniqueConstraintOp, context: AutogenContext): string =>
  directiveCall(
    context,
    "create_unique_constraint",
    [nameText(context, op.constraintName), ...tableText(context, op.tableName), repr(op.columns)],
    [
      ...givenKeywords(op.kw, ["deferrable", "initially"]),
      ...schemaKeyword(context, op.schema),
      ...dialectKeywords(op.kw, context),
    ],
  );

/** `op.create_primary_key(…)`, which Alembic does not write. */
const createPrimaryKey = (op: CreatePrimaryKeyOp, context: AutogenContext): string =>
  directiveCall(
    context,
    "create_primary_key",
    [nameText(context, op.constraintName), ...tableText(context, op.tableName), repr(op.columns)],
    [...schemaKeyword(context, op.schema), ...dialectKeywords(op.kw, context)],
  );

/** `op.create_foreign_key(…)`. */
function createForeignKey(op: CreateForeignKeyOp, context: AutogenContext): string {
  const names = ["referentSchema", "onupdate", "ondelete", "initially", "deferrable", "useAlter", "match"];
  const kw = op.kw as Readonly<Record<string, unknown>>;
  const given = (context.hasBatch ? names : ["sourceSchema", ...names]).filter(
    (name) => kw[name] !== undefined && kw[name] !== null,
  );
  return directiveCall(
    context,
    "create_foreign_key",
    [
      nameText(context, op.constraintName),
      ...tableText(context, op.sourceTable),
      repr(op.referentTable),
      repr(op.localCols),
      repr(op.remoteCols),
    ],
    [...given.map((name) => [snakeCase(name), repr(kw[name])] as const), ...dialectKeywords(op.kw, context)],
  );
}

/** `op.create_check_constraint(…)`. */
const createCheckConstraint = (op: CreateCheckConstraintOp, context: AutogenContext): string =>
  directiveCall(
    context,
    "create_check_constraint",
    [nameText(context, op.constraintName), ...tableText(context, op.tableName), conditionText(op.condition, context)],
    [...schemaKeyword(context, op.schema), ...dialectKeywords(op.kw, context)],
  );

/** `op.create_exclude_constraint(…)`. */
const createExcludeConstraint = (op: CreateExcludeConstraintOp, context: AutogenContext): string =>
  directiveCall(
    context,
    "create_exclude_constraint",
    [
      nameText(context, op.constraintName),
      ...tableText(context, op.tableName),
      ...excludeTexts(op.elements, op.where, context),
    ],
    [
      ...(op.kw.deferrable ? [["deferrable", "'True'"] as const] : []),
      ...givenKeywords(op.kw, ["initially", "using"]),
      ...schemaKeyword(context, op.schema),
    ],
  );

/** `op.drop_constraint(…)`. */
const dropConstraint = (op: DropConstraintOp, context: AutogenContext): string =>
  directiveCall(
    context,
    "drop_constraint",
    [nameText(context, op.constraintName), ...tableText(context, op.tableName)],
    [
      ...schemaKeyword(context, op.schema),
      ...(op.constraintType === null ? [] : [["type_", repr(op.constraintType)] as const]),
      ...optional("if_exists", op.ifExists),
    ],
  );

/** `op.create_index(…)`. */
function createIndex(op: CreateIndexOp, context: AutogenContext): string {
  const index = op.toIndex();
  const parts = index.expressions.map((part) => indexPartText(part, context)).join(", ");
  return directiveCall(
    context,
    "create_index",
    [itemNameText(context, index), ...tableText(context, op.tableName), `[${parts}]`],
    [
      ["unique", repr(index.unique)],
      ...schemaKeyword(context, op.schema),
      ...dialectKeywords(index, context),
      ...optional("if_not_exists", op.ifNotExists),
    ],
  );
}

/** `op.drop_index(…)`. */
const dropIndex = (op: DropIndexOp, context: AutogenContext): string =>
  directiveCall(
    context,
    "drop_index",
    [nameText(context, op.indexName)],
    [
      ...(context.hasBatch ? [] : [["table_name", repr(op.tableName)] as const]),
      ...schemaKeyword(context, op.schema),
      ...dialectKeywords(op.kw, context),
      ...optional("if_exists", op.ifExists),
    ],
  );

function dropColumn(op: DropColumnOp, context: AutogenContext): string {
  const keywords = context.hasBatch
    ? []
    : [...schemaKeyword(context, op.schema), ...optional("if_exists", op.ifExists)];
  return directiveCall(context, "drop_column", [...tableText(context, op.tableName), repr(op.columnName)], keywords);
}

const dropTable = (op: DropTableOp, context: AutogenContext): string =>
  directiveCall(
    context,
    "drop_table",
    [repr(op.tableName)],
    [...schemaKeyword(context, op.schema), ...optional("if_exists", op.ifExists)],
  );

/** `op.rename_table(…)`, which Alembic does not write. */
const renameTable = (op: RenameTableOp, context: AutogenContext): string =>
  directiveCall(
    context,
    "rename_table",
    [repr(op.tableName), repr(op.newTableName)],
    schemaKeyword(context, op.schema),
  );

interface CommentParts {
  readonly tableName: string;
  readonly schema: string | null;
  readonly existingComment: string | null;
}

/** The directives on comments have one argument a line. */
function commentCall(name: string, op: CommentParts, comment: readonly string[], context: AutogenContext): string {
  const existing = `existing_comment=${repr(op.existingComment)}`;
  const args = context.hasBatch
    ? [...comment, existing]
    : [`'${op.tableName}'`, ...comment, existing, `schema=${op.schema === null ? "None" : `'${op.schema}'`}`];
  return `${opPrefix(context)}${name}(\n${args.map((arg) => `    ${arg}`).join(",\n")}\n)`;
}

function execute(op: ExecuteSQLOp, context: AutogenContext): string {
  if (typeof op.sqltext !== "string")
    throw new Error(
      "Autogenerate rendering of SQL Expression language constructs not supported here; please use a plain SQL string",
    );
  return directiveCall(context, "execute", [repr(op.sqltext)]);
}

/** The renderer of each directive. */
export const pythonDirectives: Renderers<string> = {
  addColumn,
  alterColumn,
  createCheckConstraint,
  createExcludeConstraint,
  createForeignKey,
  createIndex,
  createPrimaryKey,
  createTable,
  createTableComment: (op, context) => commentCall("create_table_comment", op, [repr(op.comment)], context),
  createUniqueConstraint,
  dropColumn,
  dropConstraint,
  dropIndex,
  dropTable,
  dropTableComment: (op, context) => commentCall("drop_table_comment", op, [], context),
  execute,
  renameTable,
};
