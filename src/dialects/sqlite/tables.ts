import type { Column } from "../../schema/column.js";
import { RenameTable } from "../../schema/ddl/table-nodes.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { Table } from "../../schema/table.js";
import type { CompileState } from "../base/compile-state.js";
import { Tables as BaseTables } from "../base/tables.js";
import { CompileError } from "../compile-error.js";
import { hasAutoincrementClause } from "./constraints.js";

/** CREATE TABLE as SQLite writes it. */
export class Tables extends BaseTables {
  override specification(column: Column, state: CompileState): string {
    let text = `${this.dialect.identifiers.column(column)} ${this.dialect.types.write(column.type)}`;
    const written = this.defaultText(column.serverDefault, state);
    if (written !== null) text += ` DEFAULT ${needsParentheses(written) ? `(${written})` : written}`;
    if (!column.nullable) text += ` NOT NULL${onConflict(dialectOption(column, "sqlite", "onConflictNotNull"))}`;
    if (column.primaryKey) text += this.#key(column);
    if (column.computed !== null) text += ` ${this.computed(column.computed, state)}`;
    return text;
  }

  #key(column: Column): string {
    const { table } = column;
    if (table === null) return "";
    if (column.autoincrement === true && table.primaryKey.columns.length !== 1) {
      throw new CompileError("SQLite does not support autoincrement for composite primary keys");
    }
    if (!hasAutoincrementClause(column, table)) return "";
    return ` PRIMARY KEY${onConflict(dialectOption(column, "sqlite", "onConflictPrimaryKey"))} AUTOINCREMENT`;
  }

  override afterTable(table: Table, _state: CompileState): string {
    const options: string[] = [];
    if (dialectOption(table, "sqlite", "withRowid") === false) options.push("WITHOUT ROWID");
    if (dialectOption(table, "sqlite", "strict") === true) options.push("STRICT");
    return options.length === 0 ? "" : `\n ${options.join(",\n ")}`;
  }

  /**
   * SQLite refuses a name that differs from an existing one only in letter case, so the table is renamed by way of
   * another name.
   */
  override rename(node: RenameTable, state: CompileState): readonly string[] {
    const { tableName, newTableName, schema } = node;
    if (tableName === newTableName || tableName.toLowerCase() !== newTableName.toLowerCase())
      return super.rename(node, state);
    const between = `_alembic_tmp_${newTableName}`;
    return [
      ...super.rename(new RenameTable(tableName, between, { schema }), state),
      ...super.rename(new RenameTable(between, newTableName, { schema }), state),
    ];
  }

  protected override renamed(node: RenameTable): string {
    return this.dialect.identifiers.quote(node.newTableName);
  }
}

/** SQLite accepts a default expression only in parentheses; constants and single words have none. */
function needsParentheses(text: string): boolean {
  return !/^\s*['"(]/.test(text) && /^.*[^\p{L}\p{N}_].*/u.test(text);
}

/** ` ON CONFLICT …`, when there is one. */
function onConflict(clause: unknown): string {
  return clause === undefined || clause === null ? "" : ` ON CONFLICT ${String(clause)}`;
}
