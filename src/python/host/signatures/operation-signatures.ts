/** The functions of `alembic.op`. Recorded by test/interop/python_signatures.py. */
export const operationSignatures: Readonly<Record<string, string>> = {
  add_column: "table_name, column, *, schema=..., if_not_exists=..., inline_references=..., inline_primary_key=...",
  alter_column:
    "table_name, column_name, *, nullable=..., comment=..., server_default=..., new_column_name=..., type_=..., existing_type=..., existing_server_default=..., existing_nullable=..., existing_comment=..., schema=..., **kw",
  batch_alter_table:
    "table_name, schema=..., recreate=..., partial_reordering=..., copy_from=..., table_args=..., table_kwargs=..., reflect_args=..., reflect_kwargs=..., naming_convention=...",
  bulk_insert: "table, rows, *, multiinsert=...",
  create_check_constraint: "constraint_name, table_name, condition, *, schema=..., **kw",
  create_exclude_constraint: "constraint_name, table_name, *elements, **kw",
  create_foreign_key:
    "constraint_name, source_table, referent_table, local_cols, remote_cols, *, onupdate=..., ondelete=..., deferrable=..., initially=..., match=..., source_schema=..., referent_schema=..., **kw",
  create_index: "index_name, table_name, columns, *, schema=..., unique=..., if_not_exists=..., **kw",
  create_primary_key: "constraint_name, table_name, columns, *, schema=...",
  create_table: "table_name, *columns, if_not_exists=..., **kw",
  create_table_comment: "table_name, comment, *, existing_comment=..., schema=...",
  create_unique_constraint: "constraint_name, table_name, columns, *, schema=..., **kw",
  drop_column: "table_name, column_name, *, schema=..., **kw",
  drop_constraint: "constraint_name, table_name, type_=..., *, schema=..., if_exists=...",
  drop_index: "index_name, table_name=..., *, schema=..., if_exists=..., **kw",
  drop_table: "table_name, *, schema=..., if_exists=..., **kw",
  drop_table_comment: "table_name, *, existing_comment=..., schema=...",
  execute: "sqltext, *, execution_options=...",
  f: "name",
  get_bind: "",
  get_context: "",
  inline_literal: "value, type_=...",
  invoke: "operation",
  rename_table: "old_table_name, new_table_name, *, schema=...",
  run_async: "async_function, *args, **kw",
};
