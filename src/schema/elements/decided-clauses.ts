import type { ClauseElement } from "./clause-element.js";
import { Expression } from "./column-element.js";

/**
 * Simplifies the conditions of an AND or OR: returns only the constant that decides the result, or else the conditions
 * without the constants that do not matter. An empty AND or OR is ignored.
 *
 */
export function decidedClauses<Clause extends ClauseElement>(
  operator: "and" | "or",
  clauses: readonly Clause[],
): readonly Clause[] {
  const [neutral, decisive] = operator === "and" ? ["true", "false"] : ["false", "true"];
  const kindOf = (clause: Clause): string | undefined => (clause instanceof Expression ? clause.node.kind : undefined);
  const decided = clauses.find((clause) => kindOf(clause) === decisive);
  if (decided !== undefined) return [decided];
  const saying = clauses.filter((clause) => !isEmpty(clause));
  const kept = saying.filter((clause) => kindOf(clause) !== neutral);
  if (kept.length > 0) return kept;
  return saying.length < clauses.length ? [] : clauses.slice(0, 1);
}

function isEmpty(clause: ClauseElement): boolean {
  return clause instanceof Expression && clause.node.kind === "list" && clause.node.clauses.length === 0;
}
