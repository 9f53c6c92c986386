import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { TableClause } from "../../schema/table-clause.js";
import type { CompileState } from "../base/compile-state.js";
import { RowStatements as BaseRowStatements } from "../base/row-statements.js";

/** INSERT, UPDATE and DELETE as PostgreSQL writes them. */
export class RowStatements extends BaseRowStatements {
  protected override using(_table: TableClause, others: readonly ClauseElement[], state: CompileState): string {
    return ` USING ${this.list(others, state)}`;
  }
}
