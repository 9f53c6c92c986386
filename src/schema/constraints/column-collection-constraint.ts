import { ArgumentError } from "../arguments/argument-error.js";
import { requireColumns } from "../arguments/require-schema-items.js";
import type { Column, Table } from "../schema-classes.js";
import { Constraint, type ConstraintOptions } from "./constraint.js";

/** A column as a constraint may name it. */
export type ColumnReference = string | Column;

/** A constraint over a list of columns. */
export abstract class ColumnCollectionConstraint extends Constraint {
  /** SQLAlchemy's name of the class, for messages. */
  protected abstract readonly className: string;
  #given: readonly ColumnReference[];
  #columns: readonly Column[] | null = null;

  constructor(columns: readonly ColumnReference[], options: ConstraintOptions) {
    super(options);
    requireColumns(columns);
    this.#given = columns;
  }

  /** Names of the columns. */
  get columnKeys(): readonly string[] {
    return this.#columns?.map((one) => one.key) ?? this.#given.map((one) => (typeof one === "string" ? one : one.key));
  }

  /**
   * The columns; those that are given by name are known once the constraint is in a table.
   */
  get columns(): readonly Column[] {
    return this.#columns ?? this.#given.filter((one): one is Column => typeof one !== "string");
  }

  /**
   * Joins a table and finds its columns there.
   *
   * @throws {@link ArgumentError} when the table has no such column.
   */
  override attachTo(table: Table): void {
    super.attachTo(table);
    this.#columns = this.#given.map((one) => {
      const found =
        typeof one === "string" ? table.findColumn(one) : one.table === table ? one : table.findColumn(one.key);
      if (found === undefined) {
        const key = typeof one === "string" ? one : one.key;
        throw new ArgumentError(
          `Can't create ${this.className} on table '${table.name}': no column named '${key}' is present.`,
        );
      }
      return found;
    });
  }

  /** Joins the table of its columns, when they are given as columns of one; the end of a constructor calls it. */
  protected joinTableOfColumns(): void {
    const tables = new Set(this.#given.map((one) => (typeof one === "string" ? null : one.table)));
    const [table] = tables;
    if (tables.size === 1 && table !== null && table !== undefined) table.appendConstraint(this);
  }

  /** Replaces the columns; a table calls it for its primary key. */
  protected replaceColumns(columns: readonly Column[]): void {
    this.#given = columns;
    this.#columns = columns;
  }
}
