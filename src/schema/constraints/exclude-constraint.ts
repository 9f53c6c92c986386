import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import { splitOptions } from "../arguments/split-options.js";
import { ClauseElement } from "../elements/clause-element.js";
import { columnsOf } from "../elements/columns-of.js";
import { TextClause } from "../elements/text-clause.js";
import type { Column, Table } from "../schema-classes.js";
import { Constraint, type ConstraintOptions, constraintOptionKeys } from "./constraint.js";

/** One `expression WITH operator`. */
export type ExcludeElement = readonly [expression: string | ClauseElement, operator: string];

/** Options of {@link ExcludeConstraint}. */
export interface ExcludeOptions extends ConstraintOptions {
  /** Index method; by default `gist`. */
  readonly using?: string;
  /** Condition on the rows that it applies to. */
  readonly where?: string | ClauseElement | null;
  /** Operator class of each column, by its name. */
  readonly ops?: Readonly<Record<string, string>>;
}

/** The names of {@link ExcludeOptions}. */
export const excludeOptionKeys = optionKeys<ExcludeOptions>({
  ...constraintOptionKeys.names,
  using: true,
  where: true,
  ops: true,
});

/** Arguments of {@link ExcludeConstraint}: pairs of expression and operator, then options. */
export type ExcludeArguments = ExcludeElement[] | [...elements: ExcludeElement[], options: ExcludeOptions];

/**
 * No two rows conflict in these expressions; PostgreSQL only.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const exclude = sa.postgresql.ExcludeConstraint(["room", "="], ["during", "&&"], { name: "no_overlap" });
 * ```
 */
export class ExcludeConstraint extends Constraint {
  static readonly positional: PositionalArguments = "any";
  readonly kind = "excludeConstraint";
  readonly using: string;
  readonly where: ClauseElement | null;
  readonly ops: Readonly<Record<string, string>>;
  readonly elements: readonly ExcludeElement[];

  constructor(...args: ExcludeArguments) {
    const { items, options } = splitOptions<ExcludeElement, ExcludeOptions>(args);
    super(options);
    this.using = options.using ?? "gist";
    const { where } = options;
    this.where =
      where === undefined || where === null ? null : typeof where === "string" ? new TextClause(where) : where;
    this.ops = options.ops ?? {};
    this.elements = items;
  }

  override attachTo(table: Table): void {
    super.attachTo(table);
  }

  /** The expressions as clauses; a text that is the name of a column becomes the column. */
  get renderExpressions(): readonly {
    readonly expression: ClauseElement;
    readonly name: string | null;
    readonly operator: string;
  }[] {
    return this.elements.map(([given, operator]) => {
      if (given instanceof ClauseElement) {
        const name = "name" in given && typeof given.name === "string" ? given.name : null;
        return { expression: given, name, operator };
      }
      const column = this.table?.findColumn(given);
      // As long as there is no table, any text may be a column of it.
      const isName = column !== undefined || this.table === null;
      return { expression: column ?? new TextClause(given), name: isName ? given : null, operator };
    });
  }

  /** The columns that it names. */
  get columns(): readonly Column[] {
    return this.renderExpressions.flatMap(({ expression }) => columnsOf(expression));
  }

  copy(): ExcludeConstraint {
    return new ExcludeConstraint(...this.elements, {
      ...this.optionsForCopy(),
      using: this.using,
      where: this.where,
      ops: this.ops,
    });
  }
}
