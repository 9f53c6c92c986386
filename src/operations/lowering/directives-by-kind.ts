import type { AlterColumnOp } from "../directives/alter-column-op.js";
import type { BulkInsertOp } from "../directives/bulk-insert-op.js";
import type { AddColumnOp, DropColumnOp } from "../directives/column-ops.js";
import type {
  CreateCheckConstraintOp,
  CreateExcludeConstraintOp,
  CreateForeignKeyOp,
  CreatePrimaryKeyOp,
  CreateUniqueConstraintOp,
  DropConstraintOp,
} from "../directives/constraint-ops.js";
import type { ExecuteSQLOp } from "../directives/execute-sql-op.js";
import type { CreateIndexOp, DropIndexOp } from "../directives/index-ops.js";
import type { RenameTableOp } from "../directives/rename-table-op.js";
import type { CreateTableCommentOp, DropTableCommentOp } from "../directives/table-comment-ops.js";
import type { CreateTableOp, DropTableOp } from "../directives/table-ops.js";

/** Every built-in directive by its kind. A table with an entry for each kind does not compile when one is missing. */
export interface DirectivesByKind {
  readonly createTable: CreateTableOp;
  readonly dropTable: DropTableOp;
  readonly renameTable: RenameTableOp;
  readonly createTableComment: CreateTableCommentOp;
  readonly dropTableComment: DropTableCommentOp;
  readonly addColumn: AddColumnOp;
  readonly alterColumn: AlterColumnOp;
  readonly dropColumn: DropColumnOp;
  readonly createPrimaryKey: CreatePrimaryKeyOp;
  readonly createUniqueConstraint: CreateUniqueConstraintOp;
  readonly createForeignKey: CreateForeignKeyOp;
  readonly createCheckConstraint: CreateCheckConstraintOp;
  readonly createExcludeConstraint: CreateExcludeConstraintOp;
  readonly dropConstraint: DropConstraintOp;
  readonly createIndex: CreateIndexOp;
  readonly dropIndex: DropIndexOp;
  readonly execute: ExecuteSQLOp;
  readonly bulkInsert: BulkInsertOp;
}

/** The kind of a built-in directive. */
export type DirectiveKind = keyof DirectivesByKind;

/** A built-in directive. */
export type BuiltInDirective = DirectivesByKind[DirectiveKind];
