/** The functions of `alembic.context`. Recorded by test/interop/python_signatures.py. */
export const environmentSignatures: Readonly<Record<string, string>> = {
  begin_transaction: "",
  configure:
    "connection=..., url=..., dialect_name=..., dialect_opts=..., transactional_ddl=..., transaction_per_migration=..., output_buffer=..., starting_rev=..., tag=..., template_args=..., render_as_batch=..., target_metadata=..., include_name=..., include_object=..., include_schemas=..., process_revision_directives=..., compare_type=..., compare_server_default=..., render_item=..., literal_binds=..., upgrade_token=..., downgrade_token=..., alembic_module_prefix=..., sqlalchemy_module_prefix=..., user_module_prefix=..., on_version_apply=..., autogenerate_plugins=..., **kw",
  execute: "sql, execution_options=...",
  get_bind: "",
  get_context: "",
  get_head_revision: "",
  get_head_revisions: "",
  get_impl: "",
  get_revision_argument: "",
  get_starting_revision_argument: "",
  get_tag_argument: "",
  get_x_argument: "as_dictionary=...",
  is_offline_mode: "",
  is_transactional_ddl: "",
  requires_connection: "",
  run_migrations: "**kw",
  static_output: "text",
};
