import { ArgumentError } from "./arguments/argument-error.js";
import { optionKeys } from "./arguments/option-keys.js";
import type { PositionalArguments } from "./arguments/positional-arguments.js";
import { requireColumns } from "./arguments/require-schema-items.js";
import { splitOptions } from "./arguments/split-options.js";
import { ClauseElement } from "./elements/clause-element.js";
import { columnsOf } from "./elements/columns-of.js";
import { retargetColumns } from "./elements/retarget-columns.js";
import { TextClause } from "./elements/text-clause.js";
import { type IndexDialectOptions, indexDialectKeys } from "./keywords/index-dialect-options.js";
import { type ConstraintName, splitConstraintName } from "./names/constraint-name.js";
import { Conv } from "./names/conv.js";
import { conventionalName } from "./names/naming-convention.js";
import type { Column, Table } from "./schema-classes.js";
import { dialectOptionsOf, SchemaItem, type SchemaItemOptions } from "./schema-item.js";

/** Options of {@link Index}. */
export interface IndexOptions extends SchemaItemOptions, IndexDialectOptions {
  /** Whether no two rows may have the same values; by default `false`. */
  readonly unique?: boolean;
  /** Whether the name is quoted; `null` leaves it to the dialect. */
  readonly quote?: boolean | null;
}

/** The names of {@link IndexOptions}. */
export const indexOptionKeys = optionKeys<IndexOptions>({
  unique: true,
  quote: true,
  info: true,
  ...indexDialectKeys.names,
});

/** Options that only the schema itself sets. */
interface OwnOptions extends IndexOptions {
  readonly columnFlag?: boolean;
  /** Do not join the table of the columns. */
  readonly isDetached?: boolean;
}

/** A part of an index: a column by its name, or an expression. */
export type IndexExpression = string | ClauseElement;

/** Arguments of {@link Index} after its name: columns and expressions, then options. */
export type IndexArguments = IndexExpression[] | [...expressions: IndexExpression[], options: IndexOptions];

/**
 * An index of a table.
 *
 * @throws {@link ArgumentError} when its columns are of two tables.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const index = sa.Index("ix_account_name", "name", { unique: true, postgresqlUsing: "btree" });
 * ```
 */
export class Index extends SchemaItem {
  static readonly positional: PositionalArguments = "any";
  readonly kind = "index";
  name: string | null;
  quote: boolean | null;
  /** Whether the name is final, so that no naming convention is applied to it. */
  nameIsFinal: boolean;
  readonly unique: boolean;
  /** Whether it comes from `index: true` on a column. */
  readonly columnFlag: boolean;
  #given: readonly IndexExpression[];
  #table: Table | null = null;

  constructor(name: ConstraintName, ...args: IndexArguments) {
    super();
    const { items, options } = splitOptions<IndexExpression, OwnOptions>(args);
    requireColumns(items);
    const split = splitConstraintName(name);
    this.name = split.name;
    this.quote = options.quote ?? split.quote;
    this.nameIsFinal = split.isFinal;
    this.unique = options.unique ?? false;
    this.columnFlag = options.columnFlag ?? false;
    this.info = options.info ?? {};
    this.dialectOptions = dialectOptionsOf(options);
    this.#given = items;
    const tables = new Set(this.columns.map((column) => column.table).filter((table) => table !== null));
    if (tables.size > 1) {
      throw new ArgumentError(`All Column objects in Index '${this.name}' must belong to the same table.`);
    }
    const [table] = tables;
    if (table !== undefined && options.isDetached !== true) table.appendIndex(this);
  }

  get table(): Table | null {
    return this.#table;
  }
  /** The parts as they were given. */
  get given(): readonly IndexExpression[] {
    return this.#given;
  }
  /** The parts as clauses; a text that is the name of a column becomes the column. */
  get expressions(): readonly ClauseElement[] {
    return this.#given.map((one) => {
      if (one instanceof ClauseElement) return one;
      return this.#table?.findColumn(one) ?? new TextClause(one);
    });
  }
  /** The columns that the parts name. */
  get columns(): readonly Column[] {
    return this.expressions.flatMap((one) => columnsOf(one));
  }

  /**
   * Attaches the constraint to a table; the table calls it.
   *
   * @throws {@link ArgumentError} when the table has no such column.
   *
   */
  attachTo(table: Table): void {
    this.#table = table;
    this.#given = this.#given.map((one) => (typeof one === "string" ? one : retargetColumns(one, table)));
    for (const one of this.#given) {
      if (typeof one === "string" && table.findColumn(one) === undefined) {
        throw new ArgumentError(`Can't create Index on table '${table.name}': no column named '${one}' is present.`);
      }
    }
    if (!this.nameIsFinal) {
      const name = conventionalName(this, table);
      if (name !== null) {
        this.name = name;
        this.nameIsFinal = true;
      }
    }
  }

  /** Copies the index for another table, whose columns are found by their names. */
  copy(changes: { readonly name?: ConstraintName } = {}): Index {
    const own = this.name !== null && this.nameIsFinal ? new Conv(this.name) : this.name;
    const copied = this.expressions.map((one) => (one.kind === "schemaColumn" ? (one as Column).key : one));
    return new Index(changes.name === undefined ? own : changes.name, ...copied, {
      unique: this.unique,
      quote: this.quote,
      info: this.info,
      isDetached: true,
      dialectOptions: this.dialectOptions,
    } as IndexOptions);
  }
}

/** The index of a table; another word for {@link Index}. */
export type TableIndex = Index;
