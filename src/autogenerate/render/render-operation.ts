import { DropConstraintOp } from "../../operations/directives/constraint-ops.js";
import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { OpContainer } from "../../operations/directives/op-container.js";
import type { DirectiveKind, DirectivesByKind } from "../../operations/lowering/directives-by-kind.js";
import type { AutogenContext } from "../autogen-context.js";
import { renameComment } from "../renames/rename-hints.js";
import { needsBatch } from "./needs-batch.js";
import { renderAddColumn, renderAlterColumn, renderDropColumn } from "./render-column-directives.js";
import {
  renderCreateCheckConstraint,
  renderCreateExcludeConstraint,
  renderCreateForeignKey,
  renderCreatePrimaryKey,
  renderCreateUniqueConstraint,
  renderDropConstraint,
} from "./render-constraint-directives.js";
import { renderCreateIndex, renderDropIndex } from "./render-index-directives.js";
import {
  renderCreateTable,
  renderCreateTableComment,
  renderDropTable,
  renderDropTableComment,
  renderExecute,
  renderRenameTable,
} from "./render-table-directives.js";
import { call, object, raw, type SourceNode, type StatementNode, string } from "./source-node.js";

type Renderer<Op> = (op: Op, context: AutogenContext) => SourceNode | undefined;

/** The directives that a script is written from: all but rows, which no comparison finds. */
type Renderers = { readonly [Kind in Exclude<DirectiveKind, "bulkInsert">]: Renderer<DirectivesByKind[Kind]> };

const renderers: Renderers = {
  addColumn: renderAddColumn,
  alterColumn: renderAlterColumn,
  createCheckConstraint: renderCreateCheckConstraint,
  createExcludeConstraint: renderCreateExcludeConstraint,
  createForeignKey: renderCreateForeignKey,
  createIndex: renderCreateIndex,
  createPrimaryKey: renderCreatePrimaryKey,
  createTable: renderCreateTable,
  createTableComment: renderCreateTableComment,
  createUniqueConstraint: renderCreateUniqueConstraint,
  dropColumn: renderDropColumn,
  dropConstraint: renderDropConstraint,
  dropIndex: renderDropIndex,
  dropTable: renderDropTable,
  dropTableComment: renderDropTableComment,
  execute: renderExecute,
  renameTable: renderRenameTable,
};

/** An operation of the application that renders itself. */
interface SelfRendering {
  /** The statement as a script has it, without `await` and semicolon. */
  toTypescript(context: AutogenContext): string;
}

const isSelfRendering = (op: object): op is SelfRendering => "toTypescript" in op;

const unnamedWarning = [
  "WARNING: constraint name is None; this directive will fail as",
  "rendered.  Add a name, or use a naming convention; see",
  "https://alembic.sqlalchemy.org/en/latest/naming.html",
];

/** Returns the comments before an operation: its own, and the warning about an unnamed constraint. */
function commentsOf(op: MigrateOperation, context: AutogenContext): readonly StatementNode[] {
  const { comments: own = [], renames = [], rows = [] } = op.notes;
  const hints = renames.flatMap((candidate) => renameComment(candidate, context.hasBatch));
  const isNameless = op instanceof DropConstraintOp && op.constraintName === null && op.columns === null;
  if (isNameless)
    context.warn(
      `Autogenerate rendered a drop_constraint() directive for an unnamed constraint on table '${op.tableName}'; the migration will fail unless a constraint name is added to the directive.  Consider using a naming convention so that constraint names are known ahead of time.`,
    );
  return [...own, ...rows, ...hints, ...(isNameless ? unnamedWarning : [])].map((text) => ({ kind: "comment", text }));
}

function renderBatch(op: ModifyTableOps, context: AutogenContext): readonly StatementNode[] {
  context.hasBatch = true;
  let statements: readonly StatementNode[];
  try {
    statements = op.ops.flatMap((one) => renderOperation(one, context));
  } finally {
    context.hasBatch = false;
  }
  const args = [string(op.tableName), ...(op.schema === null ? [] : [object([["schema", string(op.schema)]])])];
  const block: SourceNode = { kind: "block", head: "async (batch) =>", statements };
  const prefix = context.opts.alembicModulePrefix ?? "op.";
  return [{ kind: "await", expression: call(`${prefix}batchAlterTable`, ...args, block) }, { kind: "blank" }];
}

/**
 * Renders an operation as statements; a table's operations become a batch where that is requested or needed.
 *
 * @throws {Error} when the operation cannot be rendered.
 *
 */
export function renderOperation(op: MigrateOperation, context: AutogenContext): readonly StatementNode[] {
  if (op instanceof ModifyTableOps && !op.isEmpty() && needsBatch(op, context)) return renderBatch(op, context);
  if (op instanceof OpContainer) return op.ops.flatMap((one) => renderOperation(one, context));
  const comments = commentsOf(op, context);
  if (isSelfRendering(op)) return [...comments, { kind: "await", expression: raw(op.toTypescript(context), op) }];
  if (!Object.hasOwn(renderers, op.kind))
    throw new Error(
      `No renderer is established for the operation ${op.constructor.name}: give it a toTypescript method`,
    );
  const expression = (renderers[op.kind as keyof Renderers] as Renderer<MigrateOperation>)(op, context);
  return expression === undefined ? comments : [...comments, { kind: "await", expression }];
}
