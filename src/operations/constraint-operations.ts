import { requireKnownOptions } from "../schema/arguments/option-keys.js";
import { isOptions } from "../schema/arguments/split-options.js";
import type { ExcludeElement } from "../schema/constraints/exclude-constraint.js";
import type { ClauseElement } from "../schema/elements/clause-element.js";
import type { ConstraintName } from "../schema/names/constraint-name.js";
import { CallArguments } from "./calls/call-arguments.js";
import { ColumnOperations } from "./column-operations.js";
import {
  CreateCheckConstraintOp,
  CreateExcludeConstraintOp,
  CreateForeignKeyOp,
  CreatePrimaryKeyOp,
  CreateUniqueConstraintOp,
  DropConstraintOp,
} from "./directives/constraint-ops.js";
import {
  type ConstraintType,
  type CreateCheckConstraintOptions,
  type CreateExcludeConstraintOptions,
  type CreateForeignKeyOptions,
  type CreatePrimaryKeyOptions,
  type CreateUniqueConstraintOptions,
  createCheckConstraintOptionKeys,
  createExcludeConstraintOptionKeys,
  createForeignKeyOptionKeys,
  createPrimaryKeyOptionKeys,
  createUniqueConstraintOptionKeys,
  type DropConstraintOptions,
  dropConstraintOptionKeys,
} from "./directives/constraint-options.js";

/** Pairs of expression and operator, then options. */
export type ExcludeConstraintArguments<Options> = ExcludeElement[] | [...elements: ExcludeElement[], options: Options];

/** The calls of `op` on constraints. On SQLite they work in batch mode only. */
export abstract class ConstraintOperations extends ColumnOperations {
  /**
   * Adds a primary key.
   *
   * @throws {@link CommandError} on SQLite, where batch mode does that.
   */
  createPrimaryKey(
    constraintName: ConstraintName,
    tableName: string,
    columns: readonly string[],
    options: CreatePrimaryKeyOptions = {},
  ): Promise<void> {
    const given = new CallArguments("createPrimaryKey");
    given.names({ "a table": tableName });
    given.columns({ columns });
    requireKnownOptions("createPrimaryKey", options, createPrimaryKeyOptionKeys);
    return this.invoke(new CreatePrimaryKeyOp(constraintName, tableName, columns, options));
  }

  /**
   * Adds a unique constraint.
   *
   * @throws {@link CommandError} on SQLite, where batch mode does that.
   */
  createUniqueConstraint(
    constraintName: ConstraintName,
    tableName: string,
    columns: readonly string[],
    options: CreateUniqueConstraintOptions = {},
  ): Promise<void> {
    const given = new CallArguments("createUniqueConstraint");
    given.names({ "a table": tableName });
    given.columns({ columns });
    requireKnownOptions("createUniqueConstraint", options, createUniqueConstraintOptionKeys);
    return this.invoke(new CreateUniqueConstraintOp(constraintName, tableName, columns, options));
  }

  /**
   * Adds a foreign key from columns of `sourceTable` to columns of `referentTable`.
   *
   * @throws {@link CommandError} on SQLite, where batch mode does that.
   */
  createForeignKey(
    constraintName: ConstraintName,
    sourceTable: string,
    referentTable: string,
    localCols: readonly string[],
    remoteCols: readonly string[],
    options: CreateForeignKeyOptions = {},
  ): Promise<void> {
    const given = new CallArguments("createForeignKey");
    given.names({ "a table": sourceTable, "the table that it refers to": referentTable });
    given.columns({ columns: localCols, "columns that they refer to": remoteCols });
    requireKnownOptions("createForeignKey", options, createForeignKeyOptionKeys);
    return this.invoke(
      new CreateForeignKeyOp(constraintName, sourceTable, referentTable, localCols, remoteCols, options),
    );
  }

  /**
   * Adds a check constraint; the condition is SQL text or an expression.
   *
   * @throws {@link CommandError} on SQLite, where batch mode does that.
   */
  createCheckConstraint(
    constraintName: ConstraintName,
    tableName: string,
    condition: string | ClauseElement,
    options: CreateCheckConstraintOptions = {},
  ): Promise<void> {
    const given = new CallArguments("createCheckConstraint");
    given.names({ "a table": tableName });
    given.sql(condition);
    requireKnownOptions("createCheckConstraint", options, createCheckConstraintOptionKeys);
    return this.invoke(new CreateCheckConstraintOp(constraintName, tableName, condition, options));
  }

  /**
   * Adds an exclude constraint, which PostgreSQL has:
   * `op.createExcludeConstraint("excl", "booking", ["period", "&&"], ["room", "="], { using: "gist" })`.
   *
   * @throws {@link CommandError} on every other dialect.
   */
  createExcludeConstraint(
    constraintName: ConstraintName,
    tableName: string,
    ...elements: ExcludeConstraintArguments<CreateExcludeConstraintOptions>
  ): Promise<void> {
    const { pairs, options } = splitExclude<CreateExcludeConstraintOptions>(elements);
    new CallArguments("createExcludeConstraint").names({ "a table": tableName });
    requireKnownOptions("createExcludeConstraint", options, createExcludeConstraintOptionKeys);
    return this.invoke(new CreateExcludeConstraintOp(constraintName, tableName, pairs, options));
  }

  /**
   * Drops a constraint. `type` is an argument of its own or an option; MySQL needs it, and so do naming conventions.
   *
   * @throws {@link CommandError} on SQLite, where batch mode does that.
   */
  dropConstraint(
    constraintName: ConstraintName,
    tableName: string,
    type?: ConstraintType | DropConstraintOptions,
    options: DropConstraintOptions = {},
  ): Promise<void> {
    const all = dropConstraintOptions(type, options);
    new CallArguments("dropConstraint").names({ "a table": tableName });
    requireKnownOptions("dropConstraint", all, dropConstraintOptionKeys);
    return this.invoke(new DropConstraintOp(constraintName, tableName, all));
  }
}

/** Takes the options off the elements of an exclude constraint. */
export function splitExclude<Options extends object>(
  elements: ExcludeConstraintArguments<Options>,
): { readonly pairs: readonly ExcludeElement[]; readonly options: Options } {
  const last = elements.at(-1);
  if (isOptions(last)) return { pairs: elements.slice(0, -1) as ExcludeElement[], options: last as unknown as Options };
  return { pairs: elements as ExcludeElement[], options: {} as Options };
}

/** The type of a constraint comes before the options or among them. */
export function dropConstraintOptions(
  type: ConstraintType | DropConstraintOptions | undefined,
  options: DropConstraintOptions,
): DropConstraintOptions {
  if (type === undefined) return options;
  return isOptions(type) ? (type as DropConstraintOptions) : { ...options, type: type as ConstraintType };
}
