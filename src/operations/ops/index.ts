// Under Alembic's names, so that `ops.AddColumnOp` is found where its manual has it. Type and value come with one name,
// which an object of the classes could not give.
export { AlterColumnOp } from "../directives/alter-column-op.js";
export { BulkInsertOp } from "../directives/bulk-insert-op.js";
export { AddColumnOp, DropColumnOp } from "../directives/column-ops.js";
export {
  AddConstraintOp,
  addConstraintOpFrom,
  CreateCheckConstraintOp,
  CreateExcludeConstraintOp,
  CreateForeignKeyOp,
  CreatePrimaryKeyOp,
  CreateUniqueConstraintOp,
  DropConstraintOp,
} from "../directives/constraint-ops.js";
export { ExecuteSQLOp } from "../directives/execute-sql-op.js";
export { CreateIndexOp, DropIndexOp } from "../directives/index-ops.js";
export { MigrateOperation } from "../directives/migrate-operation.js";
export { MigrationScript } from "../directives/migration-script.js";
export { ModifyTableOps } from "../directives/modify-table-ops.js";
export { OpContainer } from "../directives/op-container.js";
export { RenameTableOp } from "../directives/rename-table-op.js";
export { CreateTableCommentOp, DropTableCommentOp } from "../directives/table-comment-ops.js";
export { CreateTableOp, DropTableOp } from "../directives/table-ops.js";
export { DowngradeOps, UpgradeOps } from "../directives/upgrade-ops.js";
