/** The methods of what `op.batch_alter_table()` gives. Recorded by test/interop/python_signatures.py. */
export const batchSignatures: Readonly<Record<string, string>> = {
  add_column:
    "column, *, insert_before=..., insert_after=..., if_not_exists=..., inline_references=..., inline_primary_key=...",
  alter_column:
    "column_name, *, nullable=..., comment=..., server_default=..., new_column_name=..., type_=..., existing_type=..., existing_server_default=..., existing_nullable=..., existing_comment=..., insert_before=..., insert_after=..., **kw",
  batch_alter_table:
    "table_name, schema=..., recreate=..., partial_reordering=..., copy_from=..., table_args=..., table_kwargs=..., reflect_args=..., reflect_kwargs=..., naming_convention=...",
  create_check_constraint: "constraint_name, condition, **kw",
  create_exclude_constraint: "constraint_name, *elements, **kw",
  create_foreign_key:
    "constraint_name, referent_table, local_cols, remote_cols, *, referent_schema=..., onupdate=..., ondelete=..., deferrable=..., initially=..., match=..., **kw",
  create_index: "index_name, columns, **kw",
  create_primary_key: "constraint_name, columns",
  create_table_comment: "comment, *, existing_comment=...",
  create_unique_constraint: "constraint_name, columns, **kw",
  drop_column: "column_name, **kw",
  drop_constraint: "constraint_name, type_=...",
  drop_index: "index_name, **kw",
  drop_table_comment: "*, existing_comment=...",
  execute: "sqltext, *, execution_options=...",
  f: "name",
  get_bind: "",
  get_context: "",
  inline_literal: "value, type_=...",
  invoke: "operation",
  run_async: "async_function, *args, **kw",
};
