import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import { OpContainer } from "../../operations/directives/op-container.js";
import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import { Operations } from "../../operations/operations.js";
import { Connection } from "../../runtime/connection.js";
import { MigrationContext } from "../../runtime/migration-context.js";
import { OnlineSink } from "../../runtime/online-sink.js";
import { MetaData } from "../../schema/metadata.js";
import type { Table } from "../../schema/table.js";
import { AutogenContext } from "../autogen-context.js";
import type { AutogenOptions } from "../autogen-options.js";
import { runRendered } from "../render/run-rendered.js";
import { databaseDdl } from "./database-ddl.js";
import { schemaDiff } from "./schema-diff.js";
import { tablesDdl } from "./tables-ddl.js";

/** The schemas of a database before and after a migration, as DDL. */
interface Sides {
  readonly before: string;
  readonly after: string;
}

/** Runs the migration that is written from the operations, in a transaction as an upgrade does. */
async function migrate(
  { dialect, opts }: MigrationContext,
  { driver, backend }: Connection,
  metadata: readonly MetaData[],
  upgrades: readonly UpgradeOps[],
): Promise<void> {
  const only = metadata.length === 1 ? metadata[0] : undefined;
  const op = new (opts.operations ?? Operations)({
    dialect,
    sink: new OnlineSink(driver, undefined),
    connection: driver,
    backend,
    asSql: false,
    // The naming convention is that of the models, as it is when the environment runs.
    opts: { ...opts, targetMetadata: opts.targetMetadata ?? only },
    context: {
      getCurrentRevision: async () => undefined,
      getCurrentHeads: async () => [],
      autocommitBlock: async (work) => work(),
    },
  });
  const silent = MigrationContext.configure({ dialect });
  const asWritten = { ...opts, alembicModulePrefix: "op.", sqlalchemyModulePrefix: "sa." } as AutogenOptions;
  const renderer = new AutogenContext(silent, null, { opts: asWritten, autogenerate: false });
  await driver.beginRun();
  try {
    await driver.begin("immediate");
    for (const { ops } of upgrades) await runRendered(ops, op, renderer);
    await op.close();
    await driver.commit();
  } finally {
    await op.close().catch(() => undefined);
    await driver.endRun();
  }
}

/** Migrates an empty copy of the database; `undefined` where there can be none, or it does not accept the migration. */
async function migratedCopy(
  context: MigrationContext,
  metadata: readonly MetaData[],
  upgrades: readonly UpgradeOps[],
): Promise<Sides | undefined> {
  const { connection, dialect, versionTableName } = context;
  const backend = connection?.backend;
  if (connection === undefined || backend?.scratch === undefined || backend.copySchema === undefined) return undefined;
  const driver = await backend.scratch(connection.driver);
  if (driver === undefined) return undefined;
  const scratch = new Connection(driver, backend);
  try {
    const ofModules = await connection.inspector().getModuleTableNames?.();
    const skip = [versionTableName, ...(ofModules ?? [])];
    const schemas = [...new Set(touchedTables(upgrades).flatMap(({ schema }) => schema ?? []))];
    await backend.copySchema(connection.driver, scratch.driver, schemas);
    const ddl = (): Promise<string> => databaseDdl(scratch.inspector(), dialect, { skip, schemas: [null, ...schemas] });
    const before = await ddl();
    await migrate(context, scratch, metadata, upgrades);
    return { before, after: await ddl() };
  } catch {
    // Something that only the real database has: a function, a collation, a module.
    return undefined;
  } finally {
    await scratch.close();
  }
}

/** The tables that the operations touch: as the database has them, and as the models have them. */
async function modelsBeside(
  context: MigrationContext,
  metadata: readonly MetaData[],
  upgrades: readonly UpgradeOps[],
): Promise<Sides> {
  const { connection, dialect } = context;
  if (connection === undefined) return { before: "", after: "" };
  const inspector = connection.inspector();
  const models = metadata.flatMap((one) => [...one.tables.values()]);
  const before: Table[] = [];
  const after: Table[] = [];
  for (const { schema, name } of touchedTables(upgrades)) {
    const found = (await inspector.hasTable(name, schema))
      ? await inspector.reflectTable(name, new MetaData(), { schema })
      : undefined;
    if (found !== undefined) before.push(found);
    const isIt = (table: Table): boolean =>
      table.name === name &&
      (table.schema === schema || (schema === null && table.schema === inspector.defaultSchemaName));
    const model = models.find(isIt);
    if (model !== undefined) after.push(model);
  }
  return {
    before: tablesDdl(before, dialect),
    after: tablesDdl(after, dialect, { like: new Map(before.map((table) => [table.key, table])) }),
  };
}

/**
 * Returns how a migration changes a database's schema, by running it on an empty copy in memory. Where the backend has
 * no copy, the tables of the migration are shown as the models have them.
 *
 */
export async function migrationDiff(
  context: MigrationContext,
  metadata: readonly MetaData[],
  upgrades: readonly UpgradeOps[],
): Promise<string> {
  if (upgrades.every(({ ops }) => ops.length === 0)) return "";
  const sides = (await migratedCopy(context, metadata, upgrades)) ?? (await modelsBeside(context, metadata, upgrades));
  return schemaDiff(sides);
}

/** A table by its name. */
export interface TouchedTable {
  readonly schema: string | null;
  readonly name: string;
}

/** The tables that operations name, each once. */
export function touchedTables(operations: readonly MigrateOperation[]): readonly TouchedTable[] {
  const found = new Map<string, TouchedTable>();
  const visit = (op: MigrateOperation): void => {
    const { tableName, newTableName, schema = null } = op as unknown as Partial<Record<string, string | null>>;
    for (const name of [tableName, newTableName])
      if (typeof name === "string") found.set(JSON.stringify([schema, name]), { schema, name });
    if (op instanceof OpContainer) op.ops.forEach(visit);
  };
  operations.forEach(visit);
  return [...found.values()];
}
