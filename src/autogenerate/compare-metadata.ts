import type { DiffTuple } from "../operations/directives/migrate-operation.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { MetaData } from "../schema/metadata.js";
import { produceMigrations } from "./produce-migrations.js";

/**
 * Compares a database with models.
 *
 * @returns the differences in Alembic's form: `["add_table", table]`, `["add_column", schema, "t", column]`, …; what
 * changed about one column is a list of its own. Empty when there is none.
 * @throws {@link CommandError} when the context writes a script and has no database.
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
 */
export async function compareMetadata(
  context: MigrationContext,
  metadata: MetaData | readonly MetaData[],
): Promise<readonly DiffTuple[]> {
  const { upgradeOps } = await produceMigrations(context, metadata);
  return upgradeOps?.asDiffs() ?? [];
}
