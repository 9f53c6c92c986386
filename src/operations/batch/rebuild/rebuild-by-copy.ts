import { MetaData } from "../../../schema/metadata.js";
import type { Table } from "../../../schema/table.js";
import { CommandError } from "../../../support/command-error.js";
import { inspectorOf, type OperationsHost, type RebuildRequest } from "../../operations-host.js";
import { DirectTarget } from "../../statements/direct-target.js";
import type { BatchAlterTableOptions } from "../batch-alter-table-options.js";
import { copyOfItem } from "./new-table.js";
import { rebuildStatements } from "./rebuild-statements.js";
import { applyChanges } from "./table-description.js";
import { TableModel } from "./table-model.js";

/**
 * Builds a table anew as Alembic does, on any database or in a script: the new table is made from a `sa.Table`, which is
 * given or read, and the rows are copied.
 *
 * @throws {CommandError} when the batch does not fit the table.
 */
export async function rebuildByCopy(
  host: OperationsHost,
  { tableName, options, nodes }: RebuildRequest,
): Promise<void> {
  const table = options.copyFrom ?? (await reflected(host, tableName, options));
  const model = new TableModel(host.dialect, table, options);
  applyChanges(model, nodes);
  for (const name of model.unlistedDrops) throw new CommandError(`No such index: '${name}'`);
  const statements = rebuildStatements(model, { dialect: host.dialect, opts: host.opts });
  const target = new DirectTarget(host);
  const origin = { directive: "batchAlterTable", subject: tableName };
  await target.apply(statements.create, origin);
  try {
    await target.apply(statements.move, origin);
  } catch (error) {
    await target.apply(statements.undo, origin);
    throw error;
  }
  await target.apply(statements.finish, origin);
}

async function reflected(host: OperationsHost, tableName: string, options: BatchAlterTableOptions): Promise<Table> {
  if (host.connection === undefined) throw new CommandError(`There is no database to read table '${tableName}' from`);
  const inspector = inspectorOf(host, host.connection);
  const { schema = null, namingConvention = null, reflectArgs = [], reflectKwargs = {} } = options;
  const included = reflectKwargs.includeColumns;
  const table = await inspector.reflectTable(tableName, new MetaData({ namingConvention }), {
    schema,
    ...(included === undefined ? {} : { includeColumn: (name: string) => included.includes(name) }),
  });
  for (const item of reflectArgs) table.append(copyOfItem(item));
  return table;
}
