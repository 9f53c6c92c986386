import { MigrationScript } from "../operations/directives/migration-script.js";
import { DowngradeOps, UpgradeOps } from "../operations/directives/upgrade-ops.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { MetaData } from "../schema/metadata.js";
import { AutogenContext } from "./autogen-context.js";
import { openScratchFor } from "./open-scratch-for.js";
import { populateMigrationScript } from "./populate-migration-script.js";

/**
 * Compares a database with models and makes the revision that would bring it there.
 *
 * @returns the revision, with its operations in Alembic's order and the exact reverse as its downgrade; no file.
 * @throws {@link CommandError} when the context writes a script and has no database.
 *
 * @example
 * ```ts
 * import { connect, MigrationContext, produceMigrations, renderTypescriptCode, sa } from "alembic-ts";
 *
 * const metadata = sa.MetaData();
 * sa.Table("account", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }));
 * const connection = await connect("sqlite:///app.db");
 * const script = await produceMigrations(MigrationContext.configure({ connection }), metadata);
 * if (script.upgradeOps !== null) console.log(renderTypescriptCode(script.upgradeOps));
 * await connection.close();
 * ```
 */
export async function produceMigrations(
  context: MigrationContext,
  metadata: MetaData | readonly MetaData[],
): Promise<MigrationScript> {
  const autogenContext = new AutogenContext(context, metadata, { openScratch: openScratchFor(context) });
  try {
    const script = new MigrationScript(null, new UpgradeOps(), new DowngradeOps());
    await populateMigrationScript(autogenContext, script);
    return script;
  } finally {
    await autogenContext.close();
  }
}
