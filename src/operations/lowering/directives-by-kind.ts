import type { AddColumnOp } from "../directives/add-column-op.js";
import type { AlterColumnOp } from "../directives/alter-column-op.js";
import type { BulkInsertOp } from "../directives/bulk-insert-op.js";
import type { CreateCheckConstraintOp } from "../directives/create-check-constraint-op.js";
import type { CreateExcludeConstraintOp } from "../directives/create-exclude-constraint-op.js";
import type { CreateForeignKeyOp } from "../directives/create-foreign-key-op.js";
import type { CreateIndexOp } from "../directives/create-index-op.js";
import type { CreatePrimaryKeyOp } from "../directives/create-primary-key-op.js";
import type { CreateTableCommentOp } from "../directives/create-table-comment-op.js";
import type { CreateTableOp } from "../directives/create-table-op.js";
import type { CreateUniqueConstraintOp } from "../directives/create-unique-constraint-op.js";
import type { DropColumnOp } from "../directives/drop-column-op.js";
import type { DropConstraintOp } from "../directives/drop-constraint-op.js";
import type { DropIndexOp } from "../directives/drop-index-op.js";
import type { DropTableCommentOp } from "../directives/drop-table-comment-op.js";
import type { DropTableOp } from "../directives/drop-table-op.js";
import type { ExecuteSQLOp } from "../directives/execute-sql-op.js";
import type { RenameTableOp } from "../directives/rename-table-op.js";

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
