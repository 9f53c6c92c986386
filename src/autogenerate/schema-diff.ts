import type { DriverConnection } from "../database/connection.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import { CreateIndex } from "../schema/ddl/create-index.js";
import { CreateTable } from "../schema/ddl/create-table.js";
import type { MetaData } from "../schema/metadata.js";
import { columnOrder } from "./column-order.js";
import { openScratchFor } from "./open-scratch-for.js";
import { databaseDdl, metadataDdl } from "./schema-ddl.js";

/** Two schemas as DDL. */
export interface SchemaDiffSides {
  readonly before: string;
  readonly after: string;
  /** What the sides are called; `database` and `models` when left out. */
  readonly names?: readonly [string, string];
}

/**
 * A unified diff of two schemas.
 *
 * @returns lines as `diff -u` writes them; empty where the sides are the same.
 *
 * @example
 * ```ts
 * import { schemaDiff } from "alembic-ts";
 *
 * console.log(await schemaDiff({ before: "CREATE TABLE a (x INTEGER);\n", after: "" }));
 * ```
 */
export async function schemaDiff({ before, after, names = ["database", "models"] }: SchemaDiffSides): Promise<string> {
  if (before === after) return "";
  // Most runs never show a difference, and should not pay for it.
  const { createTwoFilesPatch } = await import("diff");
  const patch = createTwoFilesPatch(names[0], names[1], before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, "");
}

/** The DDL that a database has after the models' tables were made in it; `undefined` where it takes not all of them. */
async function roundTrip(
  scratch: DriverConnection,
  metadata: readonly MetaData[],
  context: MigrationContext,
): Promise<string | undefined> {
  const { dialect } = context;
  try {
    for (const table of metadata.flatMap((one) => one.sortedTables))
      for (const node of [new CreateTable(table), ...table.indexes.map((index) => new CreateIndex(index))])
        for (const { sql } of dialect.compile(node)) await scratch.execute(sql);
    return await databaseDdl(dialect.inspector(scratch), dialect, [], columnOrder(metadata));
  } catch {
    return undefined;
  } finally {
    await scratch.close();
  }
}

/**
 * The difference between a database's schema and its models as a unified diff of DDL. Where the database can be opened
 * in memory, the models are made there and read back, so that only what differs in the database shows.
 *
 * @returns lines as `diff -u` writes them; empty where there is no difference.
 *
 * @example
 * ```ts
 * import { connect, databaseSchemaDiff, MigrationContext, sa } from "alembic-ts";
 *
 * const metadata = sa.MetaData();
 * sa.Table("account", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }));
 * const connection = await connect("sqlite:///app.db");
 * console.log(await databaseSchemaDiff(MigrationContext.configure({ connection }), metadata));
 * await connection.close();
 * ```
 */
export async function databaseSchemaDiff(
  context: MigrationContext,
  metadata: MetaData | readonly MetaData[],
): Promise<string> {
  await context.ready();
  const { connection, dialect } = context;
  if (connection === undefined) return "";
  const models = [metadata].flat();
  const scratch = await openScratchFor(context)?.();
  const after =
    (scratch === undefined ? undefined : await roundTrip(scratch, models, context)) ??
    metadataDdl(models, dialect, columnOrder(models));
  const inspector = dialect.inspector(connection.driver);
  const skip = [context.versionTableName, ...((await inspector.getModuleTableNames?.()) ?? [])];
  const before = await databaseDdl(inspector, dialect, skip, columnOrder(models));
  return schemaDiff({ before, after });
}
