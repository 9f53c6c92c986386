import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { ColumnClause } from "../../schema/elements/column-clause.js";
import type { TableClause } from "../../schema/table-clause.js";
import type { CompileState } from "../base/compile-state.js";
import { RowStatements as BaseRowStatements } from "../base/row-statements.js";

/** INSERT, UPDATE and DELETE as MySQL writes them. */
export class RowStatements extends BaseRowStatements {
  protected override defaultValues(): string {
    return " () VALUES ()";
  }

  protected override updatedTables(
    table: TableClause,
    others: readonly ClauseElement[],
    state: CompileState,
  ): readonly [target: string, from: string] {
    return [this.list([table, ...others], state), ""];
  }

  protected override setName(column: ColumnClause, table: TableClause, others: readonly ClauseElement[]): string {
    const name = super.setName(column, table, others);
    return others.length === 0 ? name : `${this.dialect.identifiers.quote(table.name, table.quote)}.${name}`;
  }

  protected override using(table: TableClause, others: readonly ClauseElement[], state: CompileState): string {
    return ` USING ${this.list([table, ...others], state)}`;
  }
}
