import type { RevisionIds } from "../graph/revision-ids.js";
import { CommandError } from "../support/command-error.js";
import { quotedPath } from "../support/printable.js";
import type { RevisionScript } from "./revision-set.js";

/**
 * Makes a revision of the values that a file exports, which are not checked yet.
 *
 * @throws CommandError if the file has no revision identifier.
 */
export function loadedRevision(
  path: string,
  longdoc: string,
  { revision, downRevision, branchLabels, dependsOn }: Readonly<Record<string, unknown>>,
  steps: Readonly<Record<"upgrade" | "downgrade", unknown>>,
): RevisionScript {
  if (typeof revision !== "string" || revision === "") {
    throw new CommandError(
      `Could not determine revision id from ${quotedPath(path)}: it must have a variable 'revision'`,
    );
  }
  const step = (work: unknown) => (typeof work === "function" ? (work as RevisionScript["upgrade"]) : undefined);
  return {
    revision,
    downRevision: (downRevision ?? null) as RevisionIds,
    branchLabels: (branchLabels ?? null) as RevisionIds,
    dependsOn: (dependsOn ?? null) as RevisionIds,
    longdoc,
    path,
    upgrade: step(steps.upgrade),
    downgrade: step(steps.downgrade),
  };
}
