import type { MigrationContext } from "../../runtime/migration-context.js";
import type { MetaData } from "../../schema/metadata.js";
import { produceMigrations } from "../produce-migrations.js";
import { migrationDiff } from "./migration-diff.js";

/**
 * Returns the difference between a database's schema and its models as a unified diff of DDL. It shows exactly what the
 * migration of `produceMigrations` changes.
 *
 * @returns lines as `diff -u` writes them; empty where there is no difference.
 * @throws {@link CommandError} when the context is offline and has no database.
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
 *
 */
export async function databaseSchemaDiff(
  context: MigrationContext,
  metadata: MetaData | readonly MetaData[],
): Promise<string> {
  await context.ready();
  const { upgradeOpsList } = await produceMigrations(context, metadata);
  return migrationDiff(context, [metadata].flat(), upgradeOpsList);
}
