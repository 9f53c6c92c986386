import type { MigrationScript } from "../operations/directives/migration-script.js";
import type { AutogenContext } from "./autogen-context.js";

/** Fills the last upgrade of a revision with what is found, and the last downgrade with its reverse. */
export async function populateMigrationScript(context: AutogenContext, script: MigrationScript): Promise<void> {
  const upgradeOps = script.upgradeOpsList.at(-1);
  const downgradeOps = script.downgradeOpsList.at(-1);
  if (upgradeOps === undefined || downgradeOps === undefined) throw new TypeError("the revision has no operations");
  await context.comparators.dispatch("autogenerate", context, upgradeOps);
  upgradeOps.reverseInto(downgradeOps);
}
