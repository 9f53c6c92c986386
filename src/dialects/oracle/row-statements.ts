import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { Insert } from "../../schema/statements/insert.js";
import type { TableClause } from "../../schema/table-clause.js";
import type { CompileState } from "../base/compile-state.js";
import { RowStatements as BaseRowStatements } from "../base/row-statements.js";
import { CompileError } from "../compile-error.js";

/** INSERT, UPDATE and DELETE as Oracle writes them. */
export class RowStatements extends BaseRowStatements {
  protected override readonly ctesFollowInsert: boolean = true;

  override insert(insert: Insert, state: CompileState): string {
    const written = super.insert(insert, state);
    if (insert.isMultiple) {
      throw new CompileError(
        "The 'oracle' dialect with current database version settings does not support in-place multirow inserts.",
      );
    }
    return written;
  }

  protected override updatedTables(
    table: TableClause,
    others: readonly ClauseElement[],
    state: CompileState,
  ): readonly [target: string, from: string] {
    if (others.length > 0) this.refuseTables("UPDATE");
    return super.updatedTables(table, others, state);
  }
}
