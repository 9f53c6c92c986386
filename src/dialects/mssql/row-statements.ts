import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { TableClause } from "../../schema/table-clause.js";
import type { CompileState } from "../base/compile-state.js";
import { RowStatements as BaseRowStatements } from "../base/row-statements.js";

/** INSERT, UPDATE and DELETE as SQL Server writes them: other tables follow the table itself in a FROM. */
export class RowStatements extends BaseRowStatements {
  protected override updatedTables(
    table: TableClause,
    others: readonly ClauseElement[],
    state: CompileState,
  ): readonly [target: string, from: string] {
    return super.updatedTables(table, others.length === 0 ? [] : [table, ...others], state);
  }

  protected override using(table: TableClause, others: readonly ClauseElement[], state: CompileState): string {
    return ` FROM ${this.list([table, ...others], state)}`;
  }
}
