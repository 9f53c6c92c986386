import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import { showArgument } from "../arguments/show-argument.js";
import type { Column, Table } from "../schema-classes.js";
import { ColumnCollectionConstraint, type ColumnReference } from "./column-collection-constraint.js";
import { ForeignKey, type ForeignKeyOptions, foreignKeyOptionKeys, retarget } from "./foreign-key.js";

/** Options of {@link ForeignKeyConstraint}; columns set `elements`. */
export interface ForeignKeyConstraintOptions extends ForeignKeyOptions {
  readonly elements?: readonly ForeignKey[];
}

/** The names of {@link ForeignKeyConstraintOptions}. */
export const foreignKeyConstraintOptionKeys = optionKeys<ForeignKeyConstraintOptions>({
  ...foreignKeyOptionKeys.names,
  elements: true,
});

/**
 * The values of some columns exist in columns of another table.
 *
 * @throws {@link ArgumentError} when the two lists differ in length.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const key = sa.ForeignKeyConstraint(["tenant", "owner"], ["account.tenant", "account.id"], { name: "fk_owner" });
 * ```
 */
export class ForeignKeyConstraint extends ColumnCollectionConstraint {
  static readonly positional: PositionalArguments = ["columns", "refcolumns"];
  readonly kind = "foreignKeyConstraint";
  protected readonly className = "ForeignKeyConstraint";
  readonly onupdate: string | null;
  readonly ondelete: string | null;
  readonly match: string | null;
  readonly useAlter: boolean;
  readonly linkToName: boolean;
  /** One reference for each column. */
  readonly elements: readonly ForeignKey[];
  /** Whether it was constructed for an `sa.ForeignKey` of a column. */
  readonly isFromColumn: boolean;

  constructor(
    columns: readonly ColumnReference[],
    refcolumns: readonly ColumnReference[],
    options: ForeignKeyConstraintOptions = {},
  ) {
    for (const list of [columns, refcolumns]) {
      if (!Array.isArray(list)) {
        throw new ArgumentError(`ForeignKeyConstraint() takes two lists of columns, not ${showArgument(list)}`);
      }
    }
    super(columns, options);
    if (columns.length !== refcolumns.length) {
      throw new ArgumentError(
        "ForeignKeyConstraint number of constrained columns must match the number of referenced columns.",
      );
    }
    this.onupdate = options.onupdate ?? null;
    this.ondelete = options.ondelete ?? null;
    this.match = options.match ?? null;
    this.useAlter = options.useAlter ?? false;
    this.linkToName = options.linkToName ?? false;
    this.isFromColumn = options.elements !== undefined;
    this.elements = options.elements ?? refcolumns.map((column) => new ForeignKey(column, options));
    if (options.elements === undefined) this.joinTableOfColumns();
  }

  override attachTo(table: Table): void {
    super.attachTo(table);
    this.columns.forEach((column, at) => {
      const element = this.elements[at] as ForeignKey;
      element.attachTo(column, this);
      column.addForeignKey(element);
    });
  }

  /** The table referred to; `null` where the metadata does not have it. */
  get referredTable(): Table | null {
    return this.elements[0]?.column?.table ?? null;
  }

  /** Names of the table referred to. */
  get referredTableName(): { readonly schema: string | null; readonly table: string } {
    return this.elements[0]?.target ?? { schema: null, table: "" };
  }

  /** Names of the columns referred to. */
  get referredColumnNames(): readonly string[] {
    return this.elements.map((element) => element.column?.name ?? element.target.column);
  }

  copy(options: { readonly schema?: string | null } = {}): ForeignKeyConstraint {
    return new ForeignKeyConstraint(
      this.columnKeys,
      this.elements.map((element) => retarget(element, options.schema)),
      {
        ...this.optionsForCopy(),
        onupdate: this.onupdate,
        ondelete: this.ondelete,
        match: this.match,
        useAlter: this.useAlter,
        linkToName: this.linkToName,
      },
    );
  }

  /** The columns with the columns that they refer to. */
  get pairs(): readonly (readonly [Column, ForeignKey])[] {
    return this.columns.map((column, at) => [column, this.elements[at] as ForeignKey] as const);
  }
}

// The augmented module has a type of the same name as this class.
type ForeignKeyConstraintClass = ForeignKeyConstraint;

declare module "../schema-classes.js" {
  interface SchemaClasses {
    readonly foreignKeyConstraint: ForeignKeyConstraintClass;
  }
}
