import type { ClauseElement } from "./clause-element.js";
import { Expression } from "./column-element.js";

/**
 * What is left of conditions that AND or OR joins: one that decides the outcome alone, or those that are no constant
 * without a say.
 */
export function decidedClauses<Clause extends ClauseElement>(
  operator: "and" | "or",
  clauses: readonly Clause[],
): readonly Clause[] {
  const [neutral, decisive] = operator === "and" ? ["true", "false"] : ["false", "true"];
  const kindOf = (clause: Clause): string | undefined => (clause instanceof Expression ? clause.node.kind : undefined);
  const decided = clauses.find((clause) => kindOf(clause) === decisive);
  if (decided !== undefined) return [decided];
  const kept = clauses.filter((clause) => kindOf(clause) !== neutral);
  return kept.length > 0 ? kept : clauses.slice(0, 1);
}
