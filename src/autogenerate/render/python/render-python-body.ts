import type { DropColumnOp } from "../../../operations/directives/drop-column-op.js";
import { DropConstraintOp } from "../../../operations/directives/drop-constraint-op.js";
import type { DropTableOp } from "../../../operations/directives/drop-table-op.js";
import type { ExecuteSQLOp } from "../../../operations/directives/execute-sql-op.js";
import type { MigrateOperation } from "../../../operations/directives/migrate-operation.js";
import { ModifyTableOps } from "../../../operations/directives/modify-table-ops.js";
import { OpContainer } from "../../../operations/directives/op-container.js";
import type { RenameTableOp } from "../../../operations/directives/rename-table-op.js";
import type { DirectiveKind, DirectivesByKind } from "../../../operations/lowering/directives-by-kind.js";
import type { AutogenContext } from "../../autogen-context.js";
import { opPrefix, optional, repr, schemaKeyword, tableText } from "./python-arguments.js";
import {
  addColumn,
  alterColumn,
  createCheckConstraint,
  createExcludeConstraint,
  createForeignKey,
  createIndex,
  createPrimaryKey,
  createTable,
  createUniqueConstraint,
  directiveCall,
  dropConstraint,
  dropIndex,
} from "./render-python-directives.js";

type Renderer<Op> = (op: Op, context: AutogenContext) => string | undefined;

/** The directives that a script is written from: all but rows, which no comparison finds. */
type Renderers = { readonly [Kind in Exclude<DirectiveKind, "bulkInsert">]: Renderer<DirectivesByKind[Kind]> };

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

const renderers: Renderers = {
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

/** An operation of the application that says itself how it is written. */
interface SelfRendering {
  /** The statement as a Python script has it. */
  toPython(context: AutogenContext): string;
}

const isSelfRendering = (op: object): op is SelfRendering => "toPython" in op;

const unnamedWarning = [
  "# WARNING: constraint name is None; this directive will fail as",
  "# rendered.  Add a name, or use a naming convention; see",
  "# https://alembic.sqlalchemy.org/en/latest/naming.html",
];

function commentLines(op: MigrateOperation, context: AutogenContext): readonly string[] {
  const own = Array.isArray(op.info["comments"]) ? op.info["comments"].map((text) => `# ${text}`) : [];
  if (!(op instanceof DropConstraintOp) || op.constraintName !== null) return own;
  context.warn(
    `Autogenerate rendered a drop_constraint() directive for an unnamed constraint on table '${op.tableName}'; the migration will fail unless a constraint name is added to the directive.  Consider using a naming convention so that constraint names are known ahead of time.`,
  );
  return [...own, ...unnamedWarning];
}

function batchLines(op: ModifyTableOps, context: AutogenContext): readonly string[] {
  context.hasBatch = true;
  try {
    const inner = op.ops.flatMap((one) => statementLines(one, context)).map((line) => `    ${line}`);
    return [`with op.batch_alter_table(${repr(op.tableName)}, schema=${repr(op.schema)}) as batch_op:`, ...inner, ""];
  } finally {
    context.hasBatch = false;
  }
}

/** The statements of an operation; each may have further lines, which no batch indents. */
function statementLines(op: MigrateOperation, context: AutogenContext): readonly string[] {
  if (op instanceof ModifyTableOps && !op.isEmpty() && context.opts.renderAsBatch === true) {
    return batchLines(op, context);
  }
  if (op instanceof OpContainer) return op.ops.flatMap((one) => statementLines(one, context));
  const comments = commentLines(op, context);
  if (isSelfRendering(op)) return [...comments, op.toPython(context)];
  if (!Object.hasOwn(renderers, op.kind))
    throw new Error(`No renderer is established for the operation ${op.constructor.name}: give it a toPython method`);
  const text = (renderers[op.kind as keyof Renderers] as Renderer<MigrateOperation>)(op, context);
  return text === undefined ? comments : [...comments, text];
}

/**
 * The body of `upgrade()` or `downgrade()` of a Python revision as Alembic writes it, indented by four; the first line
 * has no indentation and the last one no end. What needs a batch on SQLite is written as one only where the environment
 * says `renderAsBatch`, as in Alembic.
 *
 * @throws {Error} when an operation is none that a script can be written from.
 */
export function renderPythonBody(container: OpContainer, context: AutogenContext): string {
  const lines = container.ops.flatMap((op) => statementLines(op, context));
  const body = [
    "# ### commands auto generated by Alembic - please adjust! ###",
    ...(lines.length === 0 ? ["pass"] : lines),
    "# ### end Alembic commands ###",
  ].join("\n");
  return body.replace(/^/gm, "    ").trim().replace(/ +$/gm, "");
}
