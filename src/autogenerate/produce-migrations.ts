import { MigrationScript } from "../operations/directives/migration-script.js";
import { DowngradeOps, UpgradeOps } from "../operations/directives/upgrade-ops.js";
import { Connection } from "../runtime/connection.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { MetaData } from "../schema/metadata.js";
import { arrangeForeignKeys } from "./arrange-foreign-keys.js";
import { AutogenContext, type AutogenParts } from "./autogen-context.js";
import { dropForeignKeysFirst } from "./drop-foreign-keys-first.js";
import { comparatorsFor } from "./plugins/comparators.js";

/**
 * Compares a database with models and returns the revision that migrates the database to the models.
 *
 * @returns the revision, with its operations in Alembic's order and their exact reverse as the downgrade. No file is
 * written.
 * @throws {@link CommandError} when the context is offline and has no database.
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
 *
 */
export async function produceMigrations(
  context: MigrationContext,
  metadata: MetaData | readonly MetaData[],
): Promise<MigrationScript> {
  const autogenContext = new AutogenContext(context, metadata, {
    comparators: comparatorsFor,
    scratch: scratchPlacesOf(context),
  });
  try {
    const script = new MigrationScript(null, new UpgradeOps(), new DowngradeOps());
    await populateMigrationScript(autogenContext, script);
    return script;
  } finally {
    await autogenContext.close();
  }
}

/**
 * Fills the last upgrade of a revision with the operations that are found, and the last downgrade with their reverse.
 */
export async function populateMigrationScript(context: AutogenContext, script: MigrationScript): Promise<void> {
  const upgradeOps = script.upgradeOpsList.at(-1);
  const downgradeOps = script.downgradeOpsList.at(-1);
  if (upgradeOps === undefined || downgradeOps === undefined) throw new TypeError("the revision has no operations");
  await populateOperations(context, upgradeOps, downgradeOps);
}

/** Fills an upgrade with the operations that are found, and a downgrade with their reverse. */
export async function populateOperations(
  context: AutogenContext,
  upgradeOps: UpgradeOps,
  downgradeOps: DowngradeOps,
): Promise<void> {
  await context.comparators.dispatch("autogenerate", context, upgradeOps);
  // If tables are rebuilt, each table is one change.
  if (context.hooks.foreignKeysNeedIndexes) arrangeForeignKeys(context, upgradeOps);
  else if (!context.dialect.capabilities.rebuildsTables) dropForeignKeysFirst(upgradeOps);
  upgradeOps.reverseInto(downgradeOps);
}

/** Returns functions that open the places in which models can be made; `undefined` where the backend has none. */
export function scratchPlacesOf({ connection }: MigrationContext): AutogenParts["scratch"] {
  if (connection?.backend.scratch === undefined) return undefined;
  const { backend, driver } = connection;
  return {
    openScratch: async () => {
      const scratch = await backend.scratch?.(driver);
      return scratch === undefined ? undefined : new Connection(scratch, backend);
    },
    openTemporary: async () => backend.temporaryTables?.(driver),
  };
}
