/** The classes of `alembic.operations.ops`. Recorded by test/interop/python_signatures.py. */
export const directiveSignatures: Readonly<Record<string, string>> = {
  AddColumnOp:
    "table_name, column, *, schema=..., if_not_exists=..., inline_references=..., inline_primary_key=..., **kw",
  AddConstraintOp: "",
  AlterColumnOp:
    "table_name, column_name, *, schema=..., existing_type=..., existing_server_default=..., existing_nullable=..., existing_comment=..., modify_nullable=..., modify_comment=..., modify_server_default=..., modify_name=..., modify_type=..., **kw",
  AlterTableOp: "table_name, *, schema=...",
  BulkInsertOp: "table, rows, *, multiinsert=...",
  CreateCheckConstraintOp: "constraint_name, table_name, condition, *, schema=..., **kw",
  CreateForeignKeyOp: "constraint_name, source_table, referent_table, local_cols, remote_cols, **kw",
  CreateIndexOp: "index_name, table_name, columns, *, schema=..., unique=..., if_not_exists=..., **kw",
  CreatePrimaryKeyOp: "constraint_name, table_name, columns, *, schema=..., **kw",
  CreateTableCommentOp: "table_name, comment, *, schema=..., existing_comment=...",
  CreateTableOp: "table_name, columns, *, schema=..., if_not_exists=..., **kw",
  CreateUniqueConstraintOp: "constraint_name, table_name, columns, *, schema=..., **kw",
  DowngradeOps: "ops=..., downgrade_token=...",
  DropColumnOp: "table_name, column_name, *, schema=..., if_exists=..., **kw",
  DropConstraintOp: "constraint_name, table_name, type_=..., *, schema=..., if_exists=...",
  DropIndexOp: "index_name, table_name=..., *, schema=..., if_exists=..., **kw",
  DropTableCommentOp: "table_name, *, schema=..., existing_comment=...",
  DropTableOp: "table_name, *, schema=..., if_exists=..., table_kw=...",
  ExecuteSQLOp: "sqltext, *, execution_options=...",
  MigrateOperation: "",
  MigrationScript:
    "rev_id, upgrade_ops, downgrade_ops, *, message=..., imports=..., head=..., splice=..., branch_label=..., version_path=..., depends_on=...",
  ModifyTableOps: "table_name, ops, *, schema=...",
  OpContainer: "ops=...",
  RenameTableOp: "old_table_name, new_table_name, *, schema=...",
  UpgradeOps: "ops=..., upgrade_token=...",
};
