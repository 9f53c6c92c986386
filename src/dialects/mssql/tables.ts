import type { Column } from "../../schema/column.js";
import type { RenameTable } from "../../schema/ddl/table-nodes.js";
import type { Computed } from "../../schema/defaults/computed.js";
import { Identity } from "../../schema/defaults/identity.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { CompileState } from "../base/compile-state.js";
import { Tables as BaseTables } from "../base/tables.js";
import { CompileError } from "../compile-error.js";

/** CREATE TABLE as SQL Server writes it. */
export class Tables extends BaseTables {
  override specification(column: Column, state: CompileState): string {
    const { identifiers, types } = this.dialect;
    let text = `${identifiers.column(column)} `;
    text += column.computed === null ? types.write(column.type) : this.computed(column.computed, state);
    const isSequence = column.default?.kind === "sequence";
    const isRequired = column.primaryKey || isSequence || column.autoincrement === true || column.identity !== null;
    if (!column.nullable || isRequired) text += " NOT NULL";
    else if (column.computed === null) text += " NULL";
    if (column.table === null) throw new CompileError("mssql requires Table-bound columns in order to generate DDL");
    return text + this.#numbering(column, state);
  }

  override computed(computed: Computed, state: CompileState): string {
    const expression = this.dialect.expressions.write(computed.sqltext, this.dialect.inSchema(state));
    return `AS (${expression})${computed.persisted === true ? " PERSISTED" : ""}`;
  }

  override identity({ options }: Identity): string {
    const { start, increment } = options;
    return start === null && increment === null ? " IDENTITY" : ` IDENTITY(${start ?? 1},${increment ?? 1})`;
  }

  override rename(node: RenameTable): readonly string[] {
    const { identifiers } = this.dialect;
    const old = identifiers.alteredTable(node.tableName, node.schema);
    return [`EXEC sp_rename '${old}', ${identifiers.quote(node.newTableName)}`];
  }

  #numbering(column: Column, state: CompileState): string {
    const start = dialectOption(column, "mssql", "identityStart") as number | undefined;
    const increment = dialectOption(column, "mssql", "identityIncrement") as number | undefined;
    if (start !== undefined || increment !== undefined) {
      if (column.identity !== null) {
        throw new CompileError(
          "Cannot specify options 'mssqlIdentityStart' and/or 'mssqlIdentityIncrement' while also using the 'Identity' construct.",
        );
      }
      state.warn(
        "The dialect options 'mssql_identity_start' and 'mssql_identity_increment' are deprecated. Use the 'Identity' object instead.",
      );
    }
    if (column.identity !== null) return this.identity(column.identity);
    const isNumbering = column.table?.autoincrementColumn === column || column.autoincrement === true;
    if (isNumbering && (column.default?.kind !== "sequence" || column.default.optional)) {
      return this.identity(new Identity({ start: start ?? null, increment: increment ?? null }));
    }
    const written = this.defaultText(column.serverDefault, state);
    return written === null ? "" : ` DEFAULT ${written}`;
  }
}
