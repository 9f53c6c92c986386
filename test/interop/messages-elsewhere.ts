/** Where a message of Alembic's stands that no session and no vector has. */
export type Place =
  /** Compared with Python's own, word for word, by a test with live Python. */
  | { readonly compared: string }
  /** Expected by a test of ours, or at least said by a file of our source. */
  | { readonly test: string }
  | { readonly source: string }
  /** Not said here: words of docs/differences-from-alembic.md or docs/autogenerate.md that say so. */
  | { readonly difference: string }
  /** It speaks of something that only Python has. */
  | { readonly python: string };

const autogenerate: Place = { compared: "test/interop/autogenerate/autogenerate.test.ts" };
const commands: Place = { compared: "test/interop/random-commands/random-commands.test.ts" };
const serverIndexes: Place = { difference: "Indexes with an expression or an operator class are compared" };
const byName: Place = { source: "src/autogenerate/compare/checks-by-name.ts" };
const compare = (file: string): Place => ({ source: `src/autogenerate/compare/${file}.ts` });
const noProxy: Place = { python: "op and context are arguments, and calls are checked by the compiler" };

/** By the text as test/interop/vectors/messages.json has it. */
export const messagesElsewhere: Readonly<Record<string, Place>> = {
  "Cannot compare %s %s, assuming equal and skipping. %s": serverIndexes,
  "Detected %s on column '%s.%s'": autogenerate,
  "Detected added foreign key (%s)(%s) on table %s%s": autogenerate,
  "Detected added index %s on '%s'": autogenerate,
  "Detected added unique constraint %s on '%s'": autogenerate,
  "Detected changed index %s on %s: %s": autogenerate,
  "Detected changed unique constraint %s on %s: %s": autogenerate,
  "Detected removed foreign key (%s)(%s) on table %s%s": autogenerate,
  "Detected removed index %s on %s": autogenerate,
  "Detected removed unique constraint %s on %s": autogenerate,
  "Dialect impl %s detected server default on column '%s.%s'": autogenerate,
  "Detected added column '%s.%s'": autogenerate,
  "Detected added table %s": autogenerate,
  "Detected removed column '%s.%s'": autogenerate,
  "Detected removed table %s": autogenerate,
  "Detected type change from %s to %s on '%s.%s'": autogenerate,
  "Detected column comment '%s.%s'": compare("comments"),
  "Ignoring nullable change on identity column '%s.%s'": compare("nullable"),
  "Detected server default on column '%s.%s': identity options attributes %s": compare("defaults"),
  "User defined function %s detected server default on column '%s.%s'": compare("defaults"),
  "Computed default on %s.%s cannot be modified": compare("defaults"),
  "Column '%s.%s' has no type within the model; can't compare": compare("types"),
  "Couldn't determine database type for column '%s.%s'": compare("types"),
  "Detected added check constraint %s on table %s": byName,
  "Detected removed check constraint %s on table %s": byName,
  "Detected changed check constraint %s on table %s: %s": { difference: "CHECKs by their text" },
  "Cannot compare check constraint %s, assuming equal and skipping. %s": { difference: "CHECKs by their text" },
  "autogenerate can't use as_sql=True as it prevents querying the database for schema information": {
    source: "src/autogenerate/autogen-context.ts",
  },
  "can't return inspector as this AutogenContext has no database connection": {
    source: "src/autogenerate/autogen-context.ts",
  },
  "Duplicate table keys across multiple MetaData objects: %s": { test: "test/autogenerate/hooks.test.ts" },
  "Autogenerate rendering of SQL Expression language constructs not supported here; please use a plain SQL string": {
    source: "src/autogenerate/render/render-table-directives.ts",
  },
  "Autogenerate rendered a drop_constraint() directive for an unnamed constraint on table %s; the migration will fail unless a constraint name is added to the directive. Consider using a naming convention so that constraint names are known ahead of time.":
    { source: "src/autogenerate/render/write-operation.ts" },
  "No renderer is established for object %s": { source: "src/autogenerate/render/write-constraint.ts" },
  "Can only return single object for DowngradeOps traverse": { source: "src/autogenerate/rewriter.ts" },
  "Can only return single object for UpgradeOps traverse": { test: "test/autogenerate/hooks.test.ts" },
  "This MigrationScript instance has a multiple-entry list for DowngradeOps; please use the downgrade_ops_list attribute.":
    { source: "src/operations/directives/migration-script.ts" },
  "This MigrationScript instance has a multiple-entry list for UpgradeOps; please use the upgrade_ops_list attribute.":
    { source: "src/operations/directives/migration-script.ts" },
  "autogenerate skipping metadata-specified expression-based index %s; dialect %s under SQLAlchemy %s can't reflect these indexes so they can't be compared":
    { source: "src/autogenerate/compare/indexes/indexes-and-uniques.ts" },
  "Generating approximate signature for index %s. The dialect implementation should either skip expression indexes or provide a custom implementation.":
    { difference: "descending, partial and expression indexes" },
  "Detected sequence named '%s' as owned by integer column '%s(%s)', assuming SERIAL and omitting": {
    source: "src/autogenerate/database-tables.ts",
  },
  "Expression #%s %s in index %s detected to include an operator clause. Expression compare cannot proceed. Please move the operator clause to the ``postgresql_ops`` dict to enable proper compare of the index expressions: https://docs.sqlalchemy.org/en/latest/dialects/postgresql.html#operator-classes":
    serverIndexes,
  "setting up autogenerate plugin %s": { difference: "do not log the plugins" },
  "setup plugin %s": { difference: "do not log the plugins" },
  "Did not locate plugins: %s": { test: "test/autogenerate/hooks.test.ts" },
  "Invalid plugin expression %s": { test: "test/autogenerate/hooks.test.ts" },
  "A plugin named %s is already registered": { source: "src/autogenerate/plugins/comparators.ts" },
  "Plugin entrypoint %s refers to a collection of modules; the entrypoint should refer to a single plugin module that includes a setup() function.":
    { python: "plugins are handed in, none is found through the entry points of packages" },
  "New upgrade operations detected: %s": { test: "test/commands/autogenerate.test.ts" },

  "No config file %s found, or file has no '[%s]' section": { test: "test/config/load-config.test.ts" },
  "too few arguments": { compared: "test/cli/parse-arguments.interop.test.ts" },
  "Loading config from file: %s": { difference: "The path of the configuration file is not logged" },
  "No config file provided; using in-memory default config": {
    difference: "The path of the configuration file is not logged",
  },
  "Context impl %s.": commands,
  "Generating static SQL": commands,
  "Will assume %s DDL.": commands,
  "No context has been configured yet.": { source: "src/runtime/environment-context.ts" },
  "'connection' argument to configure() is expected to be a sqlalchemy.engine.Connection instance, got %s": {
    source: "src/runtime/environment-context.ts",
  },
  "Version table '%s' has more than one head present; please use get_current_heads()": {
    test: "test/runtime/migration-context.test.ts",
  },
  "Multiple version_locations present": { test: "test/script/script-directory.test.ts" },
  "The script directory has multiple bases. Please use get_bases().": { test: "test/script/script-directory.test.ts" },
  "Destination %s is not a valid upgrade target from current head(s)": {
    test: "test/graph/revision-command-error.test.ts",
  },
  "revision %s not in map": { test: "test/graph/revision-map.test.ts" },
  "revision identifier %s is not a string; ensure database driver settings are correct": {
    test: "test/graph/revision-map.test.ts",
  },
  "Dependency resolution failed; broken map": { difference: "If a parent or a dependency does not exist" },
  "Python >= 3.9 is required for timezone support or the 'backports.zoneinfo' package must be installed.": {
    difference: "`timezone` needs no further package",
  },

  "List expected": { test: "test/operations/operations.test.ts" },
  "List of dictionaries expected": { test: "test/operations/operations.test.ts" },
  "SQL parameters not allowed with as_sql": { difference: "Parameters in a script are written" },
  "Can't send params and multiparams at the same time": { python: "execute() takes one set of parameters" },
  "Individual alter column constructs not supported by MySQL": { python: "there is one node for all that changes" },
  "constraint cannot be produced; original constraint is not present": {
    source: "src/operations/directives/constraint-ops.ts",
  },
  "operation is not reversible; original column is not present": {
    source: "src/operations/directives/column-ops.ts",
  },
  "Unnamed CHECK constraint on reflected table '%s' is being omitted from the table recreate; pass the constraint explicitly using batch_alter_table.table_args. Naming CHECK constraints avoids this going forward.":
    { difference: "keeps what Alembic's loses" },
  "The CHECK constraint generated by the type of column '%s.%s' has no name, while the naming convention in use requires one; the constraint is emitted without a name. Boolean and Enum datatypes should be given a name, e.g. Boolean(name='...'), in order for their CHECK constraints to participate fully in batch mode.":
    { difference: "a CHECK without a name stays without one" },
  "Can't create table in batch mode": { python: "a batch has no such method" },
  "Can't drop table in batch mode": { python: "a batch has no such method" },
  "The %s method does not apply to a batch table alter operation.": { python: "a batch has no such method" },
  "Cannot call run_async in SQL mode": { python: "every call is asynchronous, so there is no run_async()" },
  "Cannot call run_async with a sync engine": { python: "every call is asynchronous, so there is no run_async()" },
  TODO: { python: "a placeholder in Alembic's source" },

  "Can't invoke function '%s', as the proxy object has not yet been established for the Alembic '%s' class. Try placing this code inside a callable.":
    noProxy,
  "missing required positional argument: %s": noProxy,
  "Argument %s is now named %s for method %s().": noProxy,
  "String or text() construct expected": noProxy,
  "Don't know how to comma-format %s": noProxy,
  "Can not set dispatch function for object %s: key already exists. To replace existing function, use replace=True.": {
    python: "each directive carries itself out, so no function is registered for it",
  },
  "no dispatch function for object: %s": {
    python: "each directive carries itself out, so no function is registered for it",
  },
  "%s is not in the same subtree as %s": { python: "stands in for a method that Python got in 3.12" },
};
