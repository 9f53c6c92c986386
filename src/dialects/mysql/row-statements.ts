import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { ColumnClause } from "../../schema/elements/column-clause.js";
import type { DuplicateUpdate, Insert, RowValues } from "../../schema/statements/insert.js";
import type { TableClause } from "../../schema/table-clause.js";
import type { CompileState } from "../base/compile-state.js";
import { RowStatements as BaseRowStatements, inOrder } from "../base/row-statements.js";

const isPairs = (given: DuplicateUpdate): given is readonly (readonly [string, unknown])[] => Array.isArray(given);

/** INSERT, UPDATE and DELETE as MySQL writes them. */
export class RowStatements extends BaseRowStatements {
  protected override readonly ctesFollowInsert: boolean = true;

  protected override onDuplicate({ table, duplicate }: Insert, given: CompileState): string {
    if (duplicate === null) return "";
    const state = given.with({ includeTable: true });
    const row: RowValues = isPairs(duplicate) ? Object.fromEntries(duplicate) : duplicate;
    const columns = this.columnsOf(table, row);
    const order = Object.keys(row);
    const place = (column: ColumnClause): number =>
      order.findIndex((name) => name === column.key || name === column.name);
    // Pairs keep their order, since MySQL reads values that an earlier one has changed.
    const sorted = isPairs(duplicate) ? inOrder(columns, order) : columns;
    const set = sorted.map((column) => this.assigned(column, row[order[place(column)] ?? ""], state));
    return ` ON DUPLICATE KEY UPDATE ${set.join(", ")}`;
  }

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
