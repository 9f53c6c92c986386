import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import type { ColumnClause } from "../../../schema/elements/column-clause.js";
import { childrenOf } from "../../../schema/elements/columns-of.js";
import { FromClause } from "../../../schema/statements/from-clause.js";

/**
 * The tables that clauses refer to, each once, in the order in which they appear. A SELECT inside of them reads its own
 * tables.
 */
export function tablesOf(clauses: readonly ClauseElement[]): readonly ClauseElement[] {
  const found = new Set<ClauseElement>();
  const visit = (clause: ClauseElement): void => {
    if (clause.kind === "column" || clause.kind === "schemaColumn") {
      const { table } = clause as ColumnClause;
      if (table !== null) found.add(table);
    } else if (isTable(clause)) found.add(clause);
    for (const child of childrenOf(clause)) visit(child);
  };
  for (const clause of clauses) visit(clause);
  return [...found];
}

function isTable(clause: ClauseElement): clause is FromClause {
  return clause instanceof FromClause;
}
