import { ArgumentError } from "./arguments/argument-error.js";
import { optionKeys } from "./arguments/option-keys.js";
import { splitOptions } from "./arguments/split-options.js";
import type { ColumnClause } from "./elements/column-clause.js";
import { type NameInput, splitName } from "./names/quoted-name.js";
import { Alias, asRowColumn } from "./statements/alias.js";
import { Delete } from "./statements/delete.js";
import { FromClause } from "./statements/from-clause.js";
import { Insert } from "./statements/insert.js";
import { Select } from "./statements/select.js";
import { Update } from "./statements/update.js";

/** The columns of a table by their names. */
export type ColumnRecord<Names extends string, Member> = { readonly [Name in Names]: Member };

/** Options of {@link TableClause}. */
export interface TableClauseOptions {
  readonly schema?: string | null;
}

/** The names of {@link TableClauseOptions}. */
export const tableClauseOptionKeys = optionKeys<TableClauseOptions>({ schema: true });

/**
 * A table of which only the name and some columns are known, as `sa.table("account", sa.column("name"))` constructs it.
 *
 */
export class TableClause<Names extends string = string> extends FromClause {
  readonly kind: "table" | "schemaTable" = "table";
  readonly name: string;
  readonly schema: string | null;
  /** Whether the name is quoted; `null` leaves it to the dialect. */
  readonly quote: boolean | null;
  readonly #columns: ColumnClause[] = [];
  readonly #record: Record<string, ColumnClause> = Object.create(null);

  constructor(name: NameInput, ...args: readonly (ColumnClause<Names> | TableClauseOptions)[]) {
    super();
    const { items, options } = splitOptions<ColumnClause, TableClauseOptions>(args);
    const split = splitName(name);
    this.name = split.name;
    this.quote = split.quote;
    this.schema = options.schema ?? null;
    for (const column of items) this.addColumn(column);
  }

  /** The columns, in order. */
  get columns(): readonly ColumnClause[] {
    return this.#columns;
  }
  /** The columns by their names. */
  get c(): ColumnRecord<Names, ColumnClause> {
    return this.#record as ColumnRecord<Names, ColumnClause>;
  }
  /** The name, after the schema where there is one. */
  get fullname(): string {
    return this.schema === null ? this.name : `${this.schema}.${this.name}`;
  }

  /** Returns the column of this name, or `undefined`. */
  findColumn(key: string): ColumnClause | undefined {
    return this.#record[key];
  }
  /**
   * The column of a name.
   *
   * @throws {@link ArgumentError} when there is none.
   */
  column(key: string): ColumnClause {
    const found = this.findColumn(key);
    if (found === undefined) throw new ArgumentError(`Table '${this.fullname}' has no column named '${key}'`);
    return found;
  }

  insert(): Insert {
    return new Insert(this);
  }
  update(): Update {
    return new Update(this);
  }
  delete(): Delete {
    return new Delete(this);
  }
  /** Reads all columns. */
  select(): Select {
    return new Select([this]);
  }
  /** The table under another name, for statements that name it twice; left out, the statement makes one up. */
  alias(name?: string): Alias<Names> {
    return new Alias<Names>(this, this.columns.map(asRowColumn), name, { hint: this.name });
  }

  /** Adds a column. It replaces a column of the same name. */
  protected addColumn(column: ColumnClause): void {
    column.attachTo(this);
    const before = this.#columns.findIndex((one) => one.key === column.key);
    if (before < 0) this.#columns.push(column);
    else this.#columns[before] = column;
    this.#record[column.key] = column;
  }
}

// The augmented module has a type of the same name as this class.
type TableClauseClass = TableClause;

declare module "./schema-classes.js" {
  interface SchemaClasses {
    readonly tableClause: TableClauseClass;
  }
}
