import type { Column } from "../../schema/column.js";
import type { IdentityOptions } from "../../schema/defaults/identity-options.js";
import type { Table } from "../../schema/table.js";
import { TIMESTAMP } from "../../schema/types/date-time.js";
import type { CompileState } from "../base/compile-state.js";
import { Tables as BaseTables } from "../base/tables.js";
import { tableOptions } from "./table-options.js";

/** CREATE TABLE as MySQL writes it. */
export class Tables extends BaseTables {
  override specification(column: Column, state: CompileState): string {
    const { identifiers, types, literals } = this.dialect;
    const parts = [identifiers.column(column), types.write(column.type)];
    if (column.computed !== null) parts.push(this.computed(column.computed, state));
    const isNullable = column.nullable || this.isForcedNullable(column);
    if (!isNullable) parts.push("NOT NULL");
    else if (column.nullable && types.resolve(column.type) instanceof TIMESTAMP) parts.push("NULL");
    if (column.comment !== null) parts.push(`COMMENT ${literals.string(column.comment)}`);
    if (this.#numbersRows(column)) {
      parts.push("AUTO_INCREMENT");
    } else {
      const written = this.defaultText(column.serverDefault, state);
      if (written !== null) parts.push(`DEFAULT ${needsParentheses(written) ? `(${written})` : written}`);
    }
    return parts.join(" ");
  }

  override identityOptions(options: IdentityOptions): string {
    return super.identityOptions(options).replace("NO CYCLE", "NOCYCLE");
  }

  /** Whether a column may be NULL although it was not said. */
  protected isForcedNullable(_column: Column): boolean {
    return false;
  }

  override afterTable(table: Table): string {
    return tableOptions(table, this.dialect);
  }

  #numbersRows(column: Column): boolean {
    const { table } = column;
    if (table === null || table.autoincrementColumn !== column) return false;
    return column.serverDefault === null || column.identity !== null;
  }
}

/** Expressions are only taken as a default in parentheses, except for the time of now. */
function needsParentheses(text: string): boolean {
  return (
    !/^\s*['"(]/.test(text) &&
    !/ON +UPDATE/i.test(text) &&
    !/^(\bnow\(\d+\)|\bcurrent_timestamp\(\d+\))/i.test(text) &&
    /^.*[^\p{L}\p{N}_].*/u.test(text)
  );
}
