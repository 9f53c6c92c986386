import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import type { AutogenContext } from "../autogen-context.js";
import { applyRenames } from "./apply-renames.js";
import type { ComparatorResult } from "./comparator.js";

/** Compares schema by schema: the default one, and with `includeSchemas` all others. */
export async function compareSchemas(context: AutogenContext, upgradeOps: UpgradeOps): Promise<ComparatorResult> {
  await applyRenames(context, upgradeOps);
  const { inspector } = context;
  const schemas: (string | null)[] = [null];
  if (context.opts.includeSchemas === true)
    for (const name of await inspector.getSchemaNames())
      if (name !== "information_schema" && name !== inspector.defaultSchemaName) schemas.push(name);
  const included = schemas.filter((name) => context.runNameFilters(name, "schema", {}));
  await context.comparators.dispatch("schema", context, upgradeOps, included);
  return "continue";
}
