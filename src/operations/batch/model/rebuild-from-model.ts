import { Column } from "../../../schema/column.js";
import { MetaData } from "../../../schema/metadata.js";
import type { Table, TableItem } from "../../../schema/table.js";
import { Index } from "../../../schema/table-index.js";
import { CommandError } from "../../../support/command-error.js";
import { DirectTarget } from "../../direct-target.js";
import { inspectorOf, type OperationsHost, type RebuildRequest } from "../../operations-host.js";
import type { BatchAlterTableOptions } from "../batch-alter-table-options.js";
import { unboundIndexCopy } from "../unbound-index-copy.js";
import { applyToModel } from "./apply-to-model.js";
import { BatchModel } from "./batch-model.js";
import { modelStatements } from "./model-statements.js";

/**
 * Builds a table anew from a model of it: the one that is given, or one that is read.
 *
 * @throws {CommandError} when the batch does not fit the table.
 */
export async function rebuildFromModel(
  host: OperationsHost,
  { tableName, options, nodes }: RebuildRequest,
): Promise<void> {
  const table = options.copyFrom ?? (await reflected(host, tableName, options));
  const model = new BatchModel(host.dialect, table, options);
  for (const node of nodes) applyToModel(model, node);
  for (const name of model.unlistedDrops) throw new CommandError(`No such index: '${name}'`);
  const statements = modelStatements(model, { dialect: host.dialect, opts: host.opts });
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
  for (const item of reflectArgs) table.append(freshCopy(item));
  return table;
}

function freshCopy(item: TableItem): TableItem {
  if (item instanceof Index) return item.table === null ? unboundIndexCopy(item) : item.copy();
  return item instanceof Column ? item.copy() : item.copy();
}
