import type { RebuildPlan } from "./rebuild-plan.js";
import { sameName } from "./table-draft.js";
import type { MasterRow } from "./table-objects.js";

/** Objects that were there and are gone, without having been asked to go. */
export function lostObjects(
  before: readonly MasterRow[],
  after: readonly MasterRow[],
  plan: RebuildPlan,
): readonly string[] {
  const isThere = (row: MasterRow): boolean =>
    after.some((one) => one.type === row.type && one.temporary === row.temporary && sameName(one.name, row.name));
  const isAsked = (row: MasterRow): boolean =>
    row.type === "index" && plan.droppedIndexes.some((name) => sameName(name, row.name));
  // Indexes without a statement belong to constraints and go with them.
  return before
    .filter((row) => row.sql !== null && !isThere(row) && !isAsked(row))
    .map((row) => `${row.type} '${row.name}' is gone`);
}
