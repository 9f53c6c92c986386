import { optionKeys, requireKnownOptions } from "../arguments/option-keys.js";
import type { ClauseElement } from "../elements/clause-element.js";
import type { TableClause } from "../schema-classes.js";
import { Alias, asRowColumn } from "./alias.js";
import { RowChange, type RowChangeParts } from "./row-change.js";
import type { Select } from "./select.js";

/** Values of one row, by the columns' names. */
export type RowValues = Readonly<Record<string, unknown>>;

/** The rows of an INSERT that are read by a SELECT. */
export interface InsertSelect {
  readonly names: readonly string[];
  readonly select: Select | ClauseElement;
  readonly includeDefaults: boolean;
}

/** The rows that are there already which an INSERT would repeat; without a column or constraint, any. */
export interface ConflictTarget {
  /** The columns of the unique index or key. */
  readonly indexElements?: readonly (string | { readonly name: string })[] | undefined;
  /** The condition of a partial unique index. */
  readonly indexWhere?: ClauseElement | undefined;
  /** The name of the constraint, in place of columns; PostgreSQL alone has this. */
  readonly constraint?: string | undefined;
}

/** What `onConflictDoUpdate()` takes. */
export interface ConflictUpdate extends ConflictTarget {
  /** The new values; `insert.excluded.c.name` is what would have been inserted. */
  readonly set: RowValues;
  /** Which rows are updated. Default: all. */
  readonly where?: ClauseElement | undefined;
}

/** New values of `onDuplicateKeyUpdate()`: by the columns' names, or pairs where the order matters. */
export type DuplicateUpdate = RowValues | readonly (readonly [name: string, value: unknown])[];

/** The row that would have been inserted, which MySQL writes as `VALUES(column)`. */
export class InsertedRow extends Alias {}

const conflictTargetKeys = optionKeys<ConflictTarget>({ indexElements: true, indexWhere: true, constraint: true });
const conflictUpdateKeys = optionKeys<ConflictUpdate>({
  indexElements: true,
  indexWhere: true,
  constraint: true,
  set: true,
  where: true,
});

/** Options of {@link Insert.fromSelect}. */
export interface FromSelectOptions {
  /** `false` omits columns whose default comes from the application. By default they are included. */
  readonly includeDefaults?: boolean | undefined;
}

const fromSelectOptionKeys = optionKeys<FromSelectOptions>({ includeDefaults: true });

/** The parts of an {@link Insert}. */
interface InsertParts extends RowChangeParts {
  readonly rows: readonly RowValues[] | null;
  readonly select: InsertSelect | null;
  readonly isMultiple: boolean;
  readonly isInline: boolean;
  readonly conflict: ConflictTarget | ConflictUpdate | null;
  readonly duplicate: DuplicateUpdate | null;
}

/** `INSERT INTO table …`. */
export class Insert extends RowChange<Insert> implements InsertParts {
  readonly kind = "insert";
  /** The rows; without any, the statement inserts the values of the call, or the defaults. */
  readonly rows: readonly RowValues[] | null;
  readonly select: InsertSelect | null;
  /** Whether the rows were given as a list, even of one row. */
  readonly isMultiple: boolean;
  /** Whether the statement does not return the generated key. */
  readonly isInline: boolean;
  /** What happens where a row is there already; `null` where that is an error. */
  readonly conflict: ConflictTarget | ConflictUpdate | null;
  /** The new values of a row that is there already, as MySQL writes it. */
  readonly duplicate: DuplicateUpdate | null;

  constructor(table: TableClause, parts: Partial<InsertParts> = {}) {
    super(table, parts);
    this.rows = parts.rows ?? null;
    this.select = parts.select ?? null;
    this.isMultiple = parts.isMultiple ?? false;
    this.isInline = parts.isInline ?? false;
    this.conflict = parts.conflict ?? null;
    this.duplicate = parts.duplicate ?? null;
  }

  /** One row, or several. */
  values(values: RowValues | readonly RowValues[]): Insert {
    const isRow = (given: typeof values): given is RowValues => !Array.isArray(given);
    if (!isRow(values)) return this.with({ rows: values, isMultiple: true });
    const [only] = this.rows ?? [];
    return this.with({ rows: [{ ...only, ...values }] });
  }
  /**
   * Rows read by a SELECT.
   *
   * @throws {@link ArgumentError} when an option is not known.
   *
   */
  fromSelect(
    names: readonly (string | { readonly name: string })[],
    select: Select | ClauseElement,
    options: FromSelectOptions = {},
  ): Insert {
    requireKnownOptions("fromSelect", options, fromSelectOptionKeys);
    const { includeDefaults = true } = options;
    const written = names.map((one) => (typeof one === "string" ? one : one.name));
    return this.with({ select: { names: written, select, includeDefaults } });
  }
  /** Does not return the generated key. */
  inline(): Insert {
    return this.with({ isInline: true });
  }

  /** `ON CONFLICT DO NOTHING`: leaves a row out that is there already. SQLite and PostgreSQL have this. */
  onConflictDoNothing(target: ConflictTarget = {}): Insert {
    requireKnownOptions("onConflictDoNothing", target, conflictTargetKeys);
    return this.with({ conflict: target });
  }

  /** `ON CONFLICT … DO UPDATE`: changes a row that is there already. SQLite and PostgreSQL have this. */
  onConflictDoUpdate(update: ConflictUpdate): Insert {
    requireKnownOptions("onConflictDoUpdate", update, conflictUpdateKeys);
    return this.with({ conflict: update });
  }

  /** The row that would have been inserted, as `onConflictDoUpdate()` names it. */
  get excluded(): Alias {
    return this.table.alias("excluded");
  }

  /**
   * `ON DUPLICATE KEY UPDATE`: changes a row that is there already. MySQL and MariaDB have this.
   *
   * @example
   * ```ts
   * import { sa } from "alembic-ts";
   *
   * const t = sa.table("t", sa.column("id"), sa.column("name"));
   * const row = sa.insert(t).values({ id: 1, name: "x" });
   * const statement = row.onDuplicateKeyUpdate({ name: row.inserted.c["name"] });
   * ```
   */
  onDuplicateKeyUpdate(set: DuplicateUpdate): Insert {
    return this.with({ duplicate: set });
  }

  /** The row that would have been inserted, as `onDuplicateKeyUpdate()` names it. */
  get inserted(): InsertedRow {
    return new InsertedRow(this.table, this.table.columns.map(asRowColumn), "inserted");
  }

  protected override with(parts: Partial<InsertParts>): Insert {
    const { rows, select, prefixes, isMultiple, isInline, returned, conflict, duplicate, hints } = this;
    return new Insert(this.table, {
      ...{ rows, select, prefixes, isMultiple, isInline, returned, conflict, duplicate, hints },
      ...parts,
    });
  }
}
