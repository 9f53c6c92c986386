import type { DiffTuple } from "../operations/directives/migrate-operation.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { MetaData } from "../schema/metadata.js";
import { produceMigrations } from "./produce-migrations.js";

/**
 * Compares a database with models.
 *
 * @returns the differences in Alembic's form: `["add_table", table]`, `["add_column", schema, "t", column]`, …; the
 * changes of one column are a nested list. Empty when there are no differences.
 * @throws {@link CommandError} when the context is offline and has no database.
 *
 * @example
 * ```ts
 * import { compareMetadata, connect, MigrationContext, sa } from "alembic-ts";
 *
 * const metadata = sa.MetaData();
 * sa.Table("account", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }));
 * const connection = await connect("sqlite:///app.db");
 * const differences = await compareMetadata(MigrationContext.configure({ connection }), metadata);
 * console.log(differences.map(([kind]) => kind));
 * await connection.close();
 * ```
 *
 */
export async function compareMetadata(
  context: MigrationContext,
  metadata: MetaData | readonly MetaData[],
): Promise<readonly DiffTuple[]> {
  const { upgradeOps } = await produceMigrations(context, metadata);
  return upgradeOps?.asDiffs() ?? [];
}
