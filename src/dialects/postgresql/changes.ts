import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { TableClause } from "../../schema/table-clause.js";
import { Changes as BaseChanges } from "../base/changes.js";
import type { CompileState } from "../base/compile-state.js";

/** INSERT, UPDATE and DELETE as PostgreSQL writes them. */
export class Changes extends BaseChanges {
  protected override using(_table: TableClause, others: readonly ClauseElement[], state: CompileState): string {
    return ` USING ${this.list(others, state)}`;
  }
}
