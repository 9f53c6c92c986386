import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import type { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
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
import { type OperationWriter, type Renderers, writeOperation } from "./write-operation.js";

const directives: Renderers<SourceNode> = {
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

/** A comment for each note of an operation: its own, and those on rows and on possible renames. */
function commentsOf(
  op: MigrateOperation,
  warning: readonly string[],
  context: AutogenContext,
): readonly StatementNode[] {
  const { comments: own = [], renames = [], rows = [] } = op.notes;
  const hints = renames.flatMap((candidate) => renameComment(candidate, context.hasBatch));
  return [...own, ...rows, ...hints, ...warning].map((text) => ({ kind: "comment", text }));
}

function batchOf(
  op: ModifyTableOps,
  statements: readonly StatementNode[],
  context: AutogenContext,
): readonly StatementNode[] {
  const args = [string(op.tableName), ...(op.schema === null ? [] : [object([["schema", string(op.schema)]])])];
  const block: SourceNode = { kind: "block", head: "async (batch) =>", statements };
  const prefix = context.opts.alembicModulePrefix ?? "op.";
  return [{ kind: "await", expression: call(`${prefix}batchAlterTable`, ...args, block) }, { kind: "blank" }];
}

const typescript: OperationWriter<SourceNode, StatementNode> = {
  directives,
  ownMethod: "toTypescript",
  findsByColumns: true,
  needsBatch,
  batch: batchOf,
  comments: commentsOf,
  statement: (expression) => ({ kind: "await", expression }),
  ownStatement: (text, op) => ({ kind: "await", expression: raw(text, op) }),
};

/**
 * Renders an operation as statements; a table's operations become a batch where that is requested or needed.
 *
 * @throws {Error} when the operation cannot be rendered.
 *
 */
export function renderOperation(op: MigrateOperation, context: AutogenContext): readonly StatementNode[] {
  return writeOperation(typescript, op, context);
}
