import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import { showArgument } from "../arguments/show-argument.js";
import { ClauseElement } from "../elements/clause-element.js";
import { type NotValidOptions, notValidKeys } from "../keywords/constraint-dialect-options.js";
import type { ConstraintName } from "../names/constraint-name.js";
import type { Column, ForeignKeyConstraint } from "../schema-classes.js";
import { SchemaItem } from "../schema-item.js";
import type { ConstraintOptions } from "./constraint.js";

/** Options of {@link ForeignKey} and {@link ForeignKeyConstraint}. */
export interface ForeignKeyOptions extends ConstraintOptions, NotValidOptions {
  /** `ON UPDATE` and this word. */
  readonly onupdate?: string | null;
  /** `ON DELETE` and this word. */
  readonly ondelete?: string | null;
  /** `MATCH` and this word. */
  readonly match?: string | null;
  /** Add it with ALTER TABLE after all tables are created. */
  readonly useAlter?: boolean;
  /** Refer to the column by its name and not by its key. */
  readonly linkToName?: boolean;
}

/** The names of {@link ForeignKeyOptions}. */
export const foreignKeyOptionKeys = optionKeys<ForeignKeyOptions>({
  name: true,
  onupdate: true,
  ondelete: true,
  deferrable: true,
  initially: true,
  useAlter: true,
  linkToName: true,
  match: true,
  info: true,
  comment: true,
  ...notValidKeys.names,
});

/** The target of a foreign key. */
export interface ForeignKeyTarget {
  readonly schema: string | null;
  readonly table: string;
  readonly column: string;
}

/**
 * The values of a column exist in a column of another table.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const owner = sa.Column("owner_id", sa.Integer(), sa.ForeignKey("account.id", { ondelete: "CASCADE" }));
 * ```
 */
export class ForeignKey extends SchemaItem {
  static readonly positional: PositionalArguments = ["column"];
  readonly kind = "foreignKey";
  readonly options: ForeignKeyOptions;
  readonly name: ConstraintName;
  #reference: string | Column;
  #parent: Column | null = null;
  #constraint: ForeignKeyConstraint | null = null;

  constructor(column: string | Column, options: ForeignKeyOptions = {}) {
    super();
    if (typeof column !== "string" && !(column instanceof ClauseElement)) {
      throw new ArgumentError(
        `String column name or Column object for DDL foreign key constraint expected, got ${showArgument(column)}.`,
      );
    }
    this.#reference = column;
    this.options = options;
    this.name = options.name ?? null;
    this.info = options.info ?? {};
  }

  get ondelete(): string | null {
    return this.options.ondelete ?? null;
  }
  get onupdate(): string | null {
    return this.options.onupdate ?? null;
  }
  get deferrable(): boolean | null {
    return this.options.deferrable ?? null;
  }
  get initially(): string | null {
    return this.options.initially ?? null;
  }
  get match(): string | null {
    return this.options.match ?? null;
  }
  get useAlter(): boolean {
    return this.options.useAlter ?? false;
  }

  /** The column that has the reference, or `null`. */
  get parent(): Column | null {
    return this.#parent;
  }
  /** The constraint it is part of, once its column is in a table. */
  get constraint(): ForeignKeyConstraint | null {
    return this.#constraint;
  }

  /** Attaches the reference to a column; the column or a constraint calls it. */
  attachTo(parent: Column, constraint: ForeignKeyConstraint | null): void {
    this.#parent = parent;
    this.#constraint = constraint ?? this.#constraint;
  }

  /** The target, by its names. */
  get target(): ForeignKeyTarget {
    const reference = this.#reference;
    if (typeof reference !== "string") {
      const { table } = reference;
      return { schema: table?.schema ?? null, table: table?.name ?? "", column: reference.key };
    }
    const parts = reference.split(".");
    const column = parts.length > 1 ? (parts.at(-1) ?? "") : (this.#parent?.key ?? "");
    const table = parts.length > 1 ? (parts.at(-2) ?? "") : reference;
    const schema = parts.slice(0, -2).join(".");
    return { schema: schema === "" ? (this.#parent?.table?.metadata?.schema ?? null) : schema, table, column };
  }

  /** The target as a script writes it: `schema.table.column`. */
  get targetFullname(): string {
    const { schema, table, column } = this.target;
    return schema === null ? `${table}.${column}` : `${schema}.${table}.${column}`;
  }

  /** The target as it was given, without the metadata's schema that an unqualified name gets. */
  get colspec(): string {
    return typeof this.#reference === "string" ? this.#reference : this.targetFullname;
  }

  /** The column referred to; `null` where the metadata does not have its table. */
  get column(): Column | null {
    if (typeof this.#reference !== "string") return this.#reference;
    const { schema, table, column } = this.target;
    const found = this.#parent?.table?.metadata?.tables.get(schema === null ? table : `${schema}.${table}`);
    if (found === undefined) return null;
    return this.options.linkToName === true
      ? (found.columns.find((one) => one.name === column) ?? null)
      : (found.findColumn(column) ?? null);
  }

  /** Copies the reference, for a copy of its column. */
  copy(options: { readonly schema?: string | null } = {}): ForeignKey {
    return new ForeignKey(retarget(this, options.schema), this.options);
  }
}

/** The target of a foreign key when its table moves to another schema: a target of the same schema moves along. */
export function retarget(key: ForeignKey, schema: string | null | undefined): string {
  const { schema: own, table, column } = key.target;
  const from = key.parent?.table?.schema ?? null;
  const chosen = schema !== undefined && own === from ? schema : own;
  return chosen === null ? `${table}.${column}` : `${chosen}.${table}.${column}`;
}
