import { catchRevisionErrors, revisionErrorWords } from "../graph/revision-command-error.js";
import type { RevisionIds } from "../graph/revision-ids.js";
import type { RevisionMap } from "../graph/revision-map.js";
import { stampSteps } from "../graph/steps/stamp-steps.js";
import type { MigrationContext } from "./migration-context.js";
import { VersionRows } from "./version-rows.js";

/** Makes the version rows name revisions without running a script, inside the transaction that is open. */
export async function stampRows(context: MigrationContext, map: RevisionMap, revision: RevisionIds): Promise<void> {
  const heads = await context.getCurrentHeads();
  const steps = catchRevisionErrors(revisionErrorWords.stamp, () => stampSteps(map, revision, heads));
  if (!context.asSql && heads.length === 0) await context.ensureVersionTable();
  const { versionTable: table, sink, logger } = context;
  const rows = new VersionRows({ table, sink, logger, heads });
  for (const step of steps) await rows.move(step);
}
