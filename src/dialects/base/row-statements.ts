import { ClauseElement } from "../../schema/elements/clause-element.js";
import { bindparam, literal, nullClause } from "../../schema/elements/clauses.js";
import { ColumnClause } from "../../schema/elements/column-clause.js";
import { Expression, typedBind } from "../../schema/elements/column-element.js";
import type { Delete } from "../../schema/statements/delete.js";
import { columnsOfEach } from "../../schema/statements/from-clause.js";
import type { Insert, InsertSelect, RowValues } from "../../schema/statements/insert.js";
import { Select } from "../../schema/statements/select.js";
import type { Update } from "../../schema/statements/update.js";
import type { Table } from "../../schema/table.js";
import type { TableClause } from "../../schema/table-clause.js";
import { ownValue } from "../../support/own-value.js";
import { CompileError } from "../compile-error.js";
import { UnsupportedError } from "../unsupported-error.js";
import { hintedTable, hintsFor, wordsFor } from "./clauses/hints-for.js";
import { tablesOf } from "./clauses/tables-of.js";
import type { CompileState } from "./compile-state.js";
import type { DialectParts } from "./dialect-parts.js";
import { columnDefaults } from "./values/column-defaults.js";

/** Writes INSERT, UPDATE and DELETE. */
export class RowStatements {
  protected readonly dialect: DialectParts;

  constructor(dialect: DialectParts) {
    this.dialect = dialect;
  }

  insert(insert: Insert, given: CompileState): string {
    const state = given.with({ isInside: true });
    const { identifiers } = this.dialect;
    const prefixes = wordsFor(insert.prefixes, this.dialect.name);
    const head = `INSERT ${prefixes}INTO ${this.#hinted(identifiers.table(insert.table), insert, state)}`;
    if (insert.select !== null) {
      const { names, select } = this.#selected(insert.table, insert.select, state);
      const columns = names.map((name) => this.#name(insert.table, name));
      const [output, returning] = this.returned(insert.returned, "inserted", state);
      const written = this.dialect.expressions.write(select, state);
      const ctes = this.ctesFollowInsert ? this.dialect.expressions.takeCtes(state) : "";
      return `${head} (${columns.join(", ")})${output} ${ctes}${written}${this.#conflict(insert, state)}${this.onDuplicate(insert, state)}${returning}`;
    }
    const rows = this.#rows(insert, state);
    const [first = {}] = rows;
    const columns = this.columnsOf(insert.table, first);
    if (columns.length === 0) return `${head}${this.defaultValues()}`;
    const isOpen = insert.rows === null && state.values === undefined;
    const written = rows.map((row, at) => {
      const values = columns.map((column) => {
        if (isOpen) return this.dialect.parameter(state.parameter(column.key), column.type);
        const isOwn = at > 0 || valueFor(insert.rows?.[at] ?? {}, column) !== undefined;
        const name = insert.isMultiple && isOwn ? `${column.key}_m${at}` : column.key;
        return this.value(valueFor(row, column), column, name, state);
      });
      return `(${values.join(", ")})`;
    });
    const names = columns.map((column) => identifiers.column(column)).join(", ");
    const [output, returning] =
      insert.returned.length > 0 ? this.returned(insert.returned, "inserted", state) : this.#returning(insert, first);
    return `${head} (${names})${output} VALUES ${written.join(", ")}${this.#conflict(insert, state)}${this.onDuplicate(insert, state)}${returning}`;
  }

  /** Whether CTEs are written between INSERT and SELECT, and not before the whole. */
  protected readonly ctesFollowInsert: boolean = false;

  /**
   * What an INSERT changes in a row that is there already.
   *
   * @throws {@link UnsupportedError} when the database has no ON DUPLICATE KEY UPDATE.
   */
  protected onDuplicate({ duplicate }: Insert, _state: CompileState): string {
    if (duplicate === null) return "";
    const { name } = this.dialect;
    throw new UnsupportedError(
      `${name} has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate() where the database has it, or write the statement as text`,
      "onDuplicateKey",
      name,
    );
  }

  /** What an INSERT does where a row is there already. */
  #conflict({ table, conflict }: Insert, given: CompileState): string {
    if (conflict === null) return "";
    const { capabilities, identifiers, expressions, name } = this.dialect;
    const { indexElements = [], indexWhere, constraint } = conflict;
    if (capabilities.onConflict === "none" || (constraint !== undefined && capabilities.onConflict === "columns"))
      throw new UnsupportedError(
        `${name} has no ON CONFLICT${constraint === undefined ? "" : " ON CONSTRAINT"}; write the statement as text`,
        "onConflict",
        name,
      );
    const state = given.with({ includeTable: true });
    const bare = given.with({ includeTable: false });
    const columns = indexElements.map((one) => this.#name(table, typeof one === "string" ? one : one.name)).join(", ");
    const where = indexWhere === undefined ? "" : ` WHERE ${expressions.condition(indexWhere, bare)}`;
    const target =
      constraint !== undefined
        ? ` ON CONSTRAINT ${identifiers.quote(constraint)}`
        : columns === ""
          ? ""
          : ` (${columns})${where}`;
    if (!("set" in conflict)) return ` ON CONFLICT${target} DO NOTHING`;
    const set = this.columnsOf(table, conflict.set).map((column) =>
      this.assigned(column, valueFor(conflict.set, column), state),
    );
    const only = conflict.where === undefined ? "" : ` WHERE ${expressions.condition(conflict.where, state)}`;
    return ` ON CONFLICT${target} DO UPDATE SET ${set.join(", ")}${only}`;
  }

  /** A new value of a row that is there already. */
  protected assigned(column: ColumnClause, value: unknown, state: CompileState): string {
    const written =
      value instanceof ClauseElement
        ? this.value(value, column, column.key, state)
        : this.dialect.bindOrLiteral(value, column.type, state);
    return `${this.dialect.identifiers.column(column)} = ${written}`;
  }

  update(update: Update, state: CompileState): string {
    const { expressions } = this.dialect;
    const isOpen = update.row === null && state.values === undefined;
    const own = isOpen ? allColumns(update.table) : withGiven(update.table, update.row ?? {}, state.values);
    const row = { ...own, ...columnDefaults(update.table, own, "onupdate", state, this.dialect.capabilities) };
    const known = this.columnsOf(update.table, row);
    const order = Object.keys(row);
    const columns = update.isOrdered ? inOrder(known, order) : known;
    if (columns.length === 0) throw new CompileError(`The UPDATE of '${update.table.name}' sets no column`);
    const values = columns.map((column) => valueFor(row, column));
    const others = othersThan(update.table, [
      ...update.criteria,
      ...values.filter((one) => one instanceof ClauseElement),
    ]);
    const inner = state.within([update.table, ...others]);
    const set = columns.map((column, at) => {
      const value = isOpen
        ? this.dialect.parameter(state.parameter(column.key), column.type)
        : this.value(values[at], column, column.key, inner);
      return `${this.setName(column, update.table, others)}=${value}`;
    });
    const where = expressions.conditions(" WHERE", update.criteria, inner);
    const [target, from] = this.updatedTables(update.table, others, inner);
    const [output, returning] = this.returned(update.returned, "inserted", state);
    const head = `UPDATE ${wordsFor(update.prefixes, this.dialect.name)}${this.#hinted(target, update, inner)}`;
    return `${head} SET ${set.join(", ")}${output}${from}${where}${returning}`;
  }

  delete(statement: Delete, state: CompileState): string {
    const { identifiers, expressions } = this.dialect;
    const others = othersThan(statement.table, statement.criteria);
    const inner = state.within([statement.table, ...others]);
    const using = others.length === 0 ? "" : this.using(statement.table, others, inner);
    const where = expressions.conditions(" WHERE", statement.criteria, inner);
    const [output, returning] = this.returned(statement.returned, "deleted", state);
    const target = this.#hinted(identifiers.table(statement.table), statement, inner);
    const prefixes = wordsFor(statement.prefixes, this.dialect.name);
    return `DELETE ${prefixes}FROM ${target}${output}${using}${where}${returning}`;
  }

  /** The table of a statement with its hint. */
  #hinted(written: string, { table, hints }: Insert | Update | Delete, state: CompileState): string {
    if (hints.length === 0) return written;
    const own = hintsFor(hints, this.dialect.name, () => table.name);
    return hintedTable(written, table, state.with({ hints: own }), this.dialect.capabilities);
  }

  /** What a statement returns of its rows: an OUTPUT before the rest, or a RETURNING at its end. */
  protected returned(
    given: readonly ClauseElement[],
    rows: "inserted" | "deleted",
    state: CompileState,
  ): readonly [output: string, returning: string] {
    if (given.length === 0) return ["", ""];
    const { capabilities, selects } = this.dialect;
    const columns = columnsOfEach(given);
    if (capabilities.returning === "output") {
      // SQL Server names the new or old row in place of the table.
      return [` OUTPUT ${columns.map((one) => this.#output(one, rows)).join(", ")}`, ""];
    }
    const inner = capabilities.returning === "name" ? state.with({ includeTable: false }) : state;
    const written = columns.map((one) =>
      capabilities.returning === "into" ? this.dialect.expressions.write(one, inner) : selects.labelled(one, inner),
    );
    const into = capabilities.returning === "into" ? ` INTO ${columns.map((_, at) => `:ret_${at}`).join(", ")}` : "";
    return ["", ` RETURNING ${written.join(", ")}${into}`];
  }

  #output(clause: ClauseElement, rows: "inserted" | "deleted"): string {
    const { identifiers } = this.dialect;
    if (clause instanceof ColumnClause) return `${rows}.${identifiers.column(clause)}`;
    if (clause instanceof Expression && clause.node.kind === "label" && clause.node.element instanceof ColumnClause)
      return `${this.#output(clause.node.element, rows)} AS ${identifiers.quote(clause.node.name)}`;
    throw new UnsupportedError(
      "returning() takes columns and labels of columns here; write the statement as text with OUTPUT",
      "returning",
      this.dialect.name,
    );
  }

  /** The texts after UPDATE and after its new values, where it also reads other tables. */
  protected updatedTables(
    table: TableClause,
    others: readonly ClauseElement[],
    state: CompileState,
  ): readonly [target: string, from: string] {
    const from = others.length === 0 ? "" : ` FROM ${this.list(others, state)}`;
    return [this.dialect.identifiers.table(table), from];
  }

  /** The name of a column that an UPDATE sets. */
  protected setName(column: ColumnClause, _table: TableClause, _others: readonly ClauseElement[]): string {
    return this.dialect.identifiers.column(column);
  }

  /**
   * The text of a DELETE between its table and the condition, where it also reads other tables.
   *
   * @throws {@link UnsupportedError} when the database cannot do that.
   */
  protected using(_table: TableClause, _others: readonly ClauseElement[], _state: CompileState): string {
    return this.refuseTables("DELETE");
  }

  protected refuseTables(construct: string): never {
    throw new UnsupportedError(
      `This backend does not support multiple-table criteria within ${construct}`,
      construct,
      this.dialect.name,
    );
  }

  /** The tables of a FROM. */
  protected list(tables: readonly ClauseElement[], state: CompileState): string {
    return tables.map((one) => this.dialect.expressions.write(one, state)).join(", ");
  }

  /** Writes an INSERT without values. */
  protected defaultValues(): string {
    return " DEFAULT VALUES";
  }

  /** A value of a row. */
  protected value(value: unknown, column: ColumnClause, name: string, state: CompileState): string {
    if (value instanceof ClauseElement) {
      const written = this.dialect.expressions.write(typedBind(value, column.type), state, column.key);
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

  /**
   * The rows of an INSERT, with the values that come with the call.
   *
   * @throws {@link CompileError} when rows have values for different columns.
   */
  #rows(insert: Insert, state: CompileState): readonly RowValues[] {
    const { table, rows } = insert;
    const { values } = state;
    if (rows === null && values === undefined) return [allColumns(table)];
    // A table without columns takes the names of the values.
    if (rows === null && table.columns.length === 0) return [values ?? {}];
    const given = insert.isMultiple ? (rows ?? []) : (rows ?? [{}]).map((row) => withGiven(table, row, values));
    const isFilled = table.columns.some((column) => "default" in column && column.default !== null);
    const filled = isFilled ? given.map((row) => ({ ...row, ...this.#defaults(insert, row, state) })) : given;
    const [first = {}, ...others] = filled;
    const names = Object.keys(first);
    for (const row of others) {
      const missing = names.find((name) => !Object.hasOwn(row, name));
      if (missing !== undefined)
        throw new CompileError(
          `INSERT value for column ${table.name}.${missing} is explicitly rendered as a boundparameter in the VALUES clause; a value or SQL expression is required`,
        );
      const extra = Object.keys(row).find((name) => !Object.hasOwn(first, name));
      if (extra !== undefined)
        throw new CompileError(
          `A row for '${table.name}' has a value for '${extra}', which the first row does not have`,
        );
    }
    return filled;
  }

  #defaults(insert: Insert, row: RowValues, state: CompileState): RowValues {
    const { capabilities } = this.dialect;
    const found = columnDefaults(insert.table, row, "default", state, capabilities);
    const isAsked = capabilities.returning !== "none" || insert.isMultiple || insert.isInline;
    if (isAsked || state.values !== undefined) return found;
    // If the statement cannot return the key, it is generated beforehand, which a script cannot do.
    const isKey = (name: string): boolean => (insert.table as Table).findColumn(name)?.primaryKey === true;
    const ofKey = Object.entries(found).filter(([name, value]) => isKey(name) && value instanceof ClauseElement);
    return { ...found, ...Object.fromEntries(ofKey.map(([name]) => [name, state.literalBinds ? nullClause() : null])) };
  }

  /** The columns that an INSERT reads from a SELECT, with those that the application fills in. */
  #selected(table: TableClause, given: InsertSelect, state: CompileState): InsertSelect {
    const { names, select, includeDefaults } = given;
    if (!(select instanceof Select) || !includeDefaults) return given;
    const row = Object.fromEntries(names.map((name) => [name, undefined]));
    const defaults = Object.entries(columnDefaults(table, row, "default", state, this.dialect.capabilities));
    if (defaults.length === 0) return given;
    const columns = defaults.map(([name, value]) => {
      if (!(value instanceof ClauseElement)) return bindparam(name, value, table.column(name).type);
      return value instanceof Expression && value.node.kind === "null" ? literal(null) : value;
    });
    return {
      includeDefaults,
      names: [...names, ...defaults.map(([name]) => name)],
      select: new Select([...select.parts.columns, ...columns], select.parts),
    };
  }

  /**
   * Writes the clauses that return key columns with generated values: the OUTPUT before VALUES, and the RETURNING at
   * the end.
   */
  #returning(insert: Insert, row: RowValues): readonly [output: string, returning: string] {
    const { capabilities, identifiers } = this.dialect;
    const { table } = insert;
    if (capabilities.returning === "none" || !("primaryKey" in table)) return ["", ""];
    if (insert.isInline || insert.isMultiple) return ["", ""];
    const asked = (table as Table).primaryKey.columns.filter((column) => {
      const { key, name } = column;
      if (!(Object.hasOwn(row, key) || Object.hasOwn(row, name))) {
        if (!capabilities.asksForNumbers) return false;
        return column === (table as Table).autoincrementColumn || column.serverDefault !== null;
      }
      const value = valueFor(row, column);
      if (!(value instanceof Expression)) return value instanceof ClauseElement;
      return value.node.kind !== "bind" && value.node.kind !== "null";
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

/** Returns the other tables that the clauses of a statement read. */
function othersThan(table: TableClause, clauses: readonly ClauseElement[]): readonly ClauseElement[] {
  return tablesOf(clauses).filter((one) => one !== table);
}

/** A row with a place for every column. */
function allColumns(table: TableClause): RowValues {
  return Object.fromEntries(table.columns.map(({ key }) => [key, undefined]));
}

/** A row with the values for columns that come with the call; an expression of the statement stays. */
function withGiven(table: TableClause, row: RowValues, given: RowValues = {}): RowValues {
  const own = Object.entries(given).filter(([name]) => {
    const isColumn = table.findColumn(name) !== undefined || Object.hasOwn(row, name);
    return isColumn && !(ownValue(row, name) instanceof ClauseElement);
  });
  return { ...row, ...Object.fromEntries(own) };
}

/** Columns in the order of their values. */
export function inOrder(columns: readonly ColumnClause[], order: readonly string[]): readonly ColumnClause[] {
  const place = ({ key, name }: ColumnClause): number => order.findIndex((one) => one === key || one === name);
  return columns.toSorted((one, other) => place(one) - place(other));
}

function valueFor(row: RowValues, { key, name }: ColumnClause): unknown {
  return Object.hasOwn(row, key) ? row[key] : ownValue(row, name);
}
