import { ClauseElement } from "../../schema/elements/clause-element.js";
import { ColumnClause } from "../../schema/elements/column-clause.js";
import type { Delete } from "../../schema/statements/delete.js";
import type { Insert, RowValues } from "../../schema/statements/insert.js";
import type { Update } from "../../schema/statements/update.js";
import type { Table } from "../../schema/table.js";
import type { TableClause } from "../../schema/table-clause.js";
import { CompileError } from "../compile-error.js";
import type { BaseDialect } from "./base-dialect.js";
import type { CompileState } from "./compile-state.js";

/** Writes INSERT, UPDATE and DELETE. */
export class Changes {
  protected readonly dialect: BaseDialect;

  constructor(dialect: BaseDialect) {
    this.dialect = dialect;
  }

  insert(insert: Insert, state: CompileState): string {
    const { identifiers } = this.dialect;
    const prefixes = insert.prefixes.map((one) => `${one} `).join("");
    const head = `INSERT ${prefixes}INTO ${identifiers.table(insert.table)}`;
    if (insert.select !== null) {
      const names = insert.select.names.map((name) => this.#name(insert.table, name));
      return `${head} (${names.join(", ")}) ${this.dialect.expressions.write(insert.select.select, state)}`;
    }
    const rows = insert.rows ?? [Object.fromEntries(insert.table.columns.map(({ key }) => [key, undefined]))];
    const [first] = rows;
    const columns = this.columnsOf(insert.table, first ?? {});
    if (columns.length === 0) return `${head}${this.defaultValues()}`;
    const written = rows.map((row, at) => {
      const values = columns.map((column) => {
        if (insert.rows === null) return this.dialect.parameter(state.parameter(column.key), column.type);
        const name = insert.isMultiple ? `${column.key}_m${at}` : column.key;
        return this.value(row[column.key] ?? row[column.name], column, name, state);
      });
      return `(${values.join(", ")})`;
    });
    const names = columns.map((column) => identifiers.column(column)).join(", ");
    const [output, returning] = this.#returning(insert, first ?? {});
    return `${head} (${names})${output} VALUES ${written.join(", ")}${returning}`;
  }

  update(update: Update, state: CompileState): string {
    const { identifiers, expressions } = this.dialect;
    const inner = state.within([update.table]);
    const row = update.row ?? Object.fromEntries(update.table.columns.map(({ key }) => [key, undefined]));
    const columns = this.columnsOf(update.table, row);
    const set = columns.map((column) => {
      const value =
        update.row === null
          ? this.dialect.parameter(state.parameter(column.key), column.type)
          : this.value(row[column.key] ?? row[column.name], column, column.key, inner);
      return `${identifiers.column(column)}=${value}`;
    });
    const where = update.criteria.length === 0 ? "" : ` WHERE ${expressions.conditions(update.criteria, inner)}`;
    return `UPDATE ${identifiers.table(update.table)} SET ${set.join(", ")}${where}`;
  }

  delete(statement: Delete, state: CompileState): string {
    const { identifiers, expressions } = this.dialect;
    const inner = state.within([statement.table]);
    const where = statement.criteria.length === 0 ? "" : ` WHERE ${expressions.conditions(statement.criteria, inner)}`;
    return `DELETE FROM ${identifiers.table(statement.table)}${where}`;
  }

  /** What an INSERT without values has in their place. */
  protected defaultValues(): string {
    return " DEFAULT VALUES";
  }

  /** A value of a row. */
  protected value(value: unknown, column: ColumnClause, name: string, state: CompileState): string {
    if (value instanceof ClauseElement) {
      const written = this.dialect.expressions.write(value, state, column.key);
      const isOperator = "node" in value && (value.node as { kind: string }).kind === "binary";
      return value.kind === "select" || isOperator ? `(${written})` : written;
    }
    return this.dialect.columnValue(value, column.type, state, name);
  }

  /**
   * The columns that a row has values for, in the table's order.
   *
   * @throws {@link CompileError} when the row names a column that the table does not have.
   */
  protected columnsOf(table: TableClause, row: RowValues): readonly ColumnClause[] {
    if (table.columns.length === 0) return Object.keys(row).map((name) => new ColumnClause(name));
    const names = new Set(Object.keys(row));
    const known = table.columns.filter((column) => names.delete(column.key) || names.delete(column.name));
    if (names.size > 0) throw new CompileError(`Unconsumed column names: ${[...names].join(", ")}`);
    return known;
  }

  /** What asks for the key columns whose values nobody knows yet, before VALUES and at the end: SQL, and new numbers. */
  #returning(insert: Insert, row: RowValues): readonly [output: string, returning: string] {
    const { capabilities, identifiers } = this.dialect;
    const { table } = insert;
    if (capabilities.returning === "none" || !("primaryKey" in table)) return ["", ""];
    if (insert.isInline || insert.isMultiple) return ["", ""];
    const asked = (table as Table).primaryKey.columns.filter((column) => {
      const { key, name } = column;
      if (!(key in row || name in row)) {
        if (!capabilities.asksForNumbers) return false;
        return column === (table as Table).autoincrementColumn || column.serverDefault !== null;
      }
      const value = row[key] ?? row[name];
      return value instanceof ClauseElement && (value as { node?: { kind: string } }).node?.kind !== "bind";
    });
    if (asked.length === 0) return ["", ""];
    const list = (prefix: string) => asked.map((column) => `${prefix}${identifiers.column(column)}`).join(", ");
    if (capabilities.returning === "output") return [` OUTPUT ${list("inserted.")}`, ""];
    if (capabilities.returning === "name") return ["", ` RETURNING ${list("")}`];
    const returning = ` RETURNING ${list(`${identifiers.table(table)}.`)}`;
    if (capabilities.returning === "qualified") return ["", returning];
    return ["", `${returning} INTO ${asked.map((_, at) => `:ret_${at}`).join(", ")}`];
  }

  #name(table: TableClause, name: string): string {
    const column = (table as Table).findColumn(name);
    return column === undefined ? this.dialect.identifiers.quote(name) : this.dialect.identifiers.column(column);
  }
}
