import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import { ExcludeConstraint, type ExcludeElement } from "../../schema/constraints/exclude-constraint.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import {
  notValidKeys,
  primaryKeyDialectKeys,
  uniqueDialectKeys,
} from "../../schema/keywords/constraint-dialect-options.js";
import { otherDialectKeys } from "../../schema/keywords/other-dialect-options.js";
import type { ConstraintName } from "../../schema/names/constraint-name.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import {
  type CheckConstraintKeywords,
  type ConstraintType,
  type CreateCheckConstraintOptions,
  type CreateExcludeConstraintOptions,
  type CreateForeignKeyOptions,
  type CreatePrimaryKeyOptions,
  type CreateUniqueConstraintOptions,
  constraintTypes,
  type DropConstraintOptions,
  type ExcludeConstraintKeywords,
  type UniqueConstraintKeywords,
} from "./constraint-options.js";
import { IrreversibleError } from "./irreversible-error.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";
import { columnNamesOf, finalName, given, tableOf, truthy } from "./table-of.js";

// The directives of constraints are in one file because each creates its reverse: a drop from a creation and back.

/** An operation that adds a constraint to a table. */
export abstract class AddConstraintOp extends MigrateOperation {
  /** The kind of the constraint, in Alembic's word. */
  abstract readonly constraintType: string;
  /** The name of the constraint, or `null` for an unnamed one. */
  readonly constraintName: ConstraintName;
  /** The name of the table that gets the constraint. */
  readonly tableName: string;
  /** The schema of that table, or `null` for the default one. */
  readonly schema: string | null;

  constructor(constraintName: ConstraintName, tableName: string, schema: string | null | undefined) {
    super();
    this.constraintName = constraintName;
    this.tableName = tableName;
    this.schema = schema ?? null;
  }

  /** Returns the constraint as a schema object, named by the naming convention of the run's metadata. */
  abstract toConstraint(context?: SchemaContext): Constraint;

  /** Returns the operation that drops the constraint. */
  override reverse(): DropConstraintOp {
    return DropConstraintOp.fromConstraint(this.toConstraint());
  }

  override toDiffTuple(): DiffTuple {
    return ["add_constraint", this.toConstraint()];
  }
}

/**
 * Adds a primary key to a table.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.CreatePrimaryKeyOp("pk_account", "account", ["id"]);
 * ```
 */
export class CreatePrimaryKeyOp extends AddConstraintOp {
  readonly kind = "createPrimaryKey";
  readonly constraintType = "primarykey";
  readonly columns: readonly string[];
  /** Options of dialects, such as `mssqlClustered`. */
  readonly kw: Omit<CreatePrimaryKeyOptions, "schema">;

  constructor(
    constraintName: ConstraintName,
    tableName: string,
    columns: readonly string[],
    options: CreatePrimaryKeyOptions = {},
  ) {
    super(constraintName, tableName, options.schema);
    this.columns = columns;
    this.kw = given(options, primaryKeyDialectKeys, []);
  }

  /** Returns the operation that adds this constraint to its table. */
  static fromConstraint(constraint: PrimaryKeyConstraint): CreatePrimaryKeyOp {
    const { name, schema } = tableOf(constraint);
    const options = { schema, dialectOptions: constraint.dialectOptions };
    return new CreatePrimaryKeyOp(finalName(constraint), name, columnNamesOf(constraint), options);
  }

  override toConstraint(context?: SchemaContext): Constraint {
    const options = { schema: this.schema, ...this.kw };
    return new SchemaObjects(context).primaryKeyConstraint(this.constraintName, this.tableName, this.columns, options);
  }
}

/**
 * Adds a unique constraint to a table.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.CreateUniqueConstraintOp("uq_account_name", "account", ["name"]);
 * ```
 */
export class CreateUniqueConstraintOp extends AddConstraintOp {
  readonly kind = "createUniqueConstraint";
  readonly constraintType = "unique";
  readonly columns: readonly string[];
  /** The options except for the schema. */
  readonly kw: UniqueConstraintKeywords;

  constructor(
    constraintName: ConstraintName,
    tableName: string,
    columns: readonly string[],
    options: CreateUniqueConstraintOptions = {},
  ) {
    super(constraintName, tableName, options.schema);
    this.columns = columns;
    this.kw = given(options, uniqueDialectKeys, ["deferrable", "initially", "info"]);
  }

  /** Returns the operation that adds this constraint to its table. */
  static fromConstraint(constraint: UniqueConstraint): CreateUniqueConstraintOp {
    const { name, schema } = tableOf(constraint);
    const options = { schema, ...truthy(constraint, ["deferrable", "initially", "dialectOptions"]) };
    return new CreateUniqueConstraintOp(finalName(constraint), name, columnNamesOf(constraint), options);
  }

  override toConstraint(context?: SchemaContext): Constraint {
    const options = { schema: this.schema, ...this.kw };
    return new SchemaObjects(context).uniqueConstraint(this.constraintName, this.tableName, this.columns, options);
  }
}

/**
 * Adds a foreign key to a table.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.CreateForeignKeyOp("fk_log_account", "log", "account", ["account_id"], ["id"], {
 *   ondelete: "CASCADE",
 * });
 * ```
 */
export class CreateForeignKeyOp extends AddConstraintOp {
  readonly kind = "createForeignKey";
  readonly constraintType = "foreignkey";
  readonly sourceTable: string;
  readonly referentTable: string;
  readonly localCols: readonly string[];
  readonly remoteCols: readonly string[];
  /** The options, with both schemas. */
  readonly kw: CreateForeignKeyOptions;

  constructor(
    constraintName: ConstraintName,
    sourceTable: string,
    referentTable: string,
    localCols: readonly string[],
    remoteCols: readonly string[],
    options: CreateForeignKeyOptions = {},
  ) {
    super(constraintName, sourceTable, options.sourceSchema);
    this.sourceTable = sourceTable;
    this.referentTable = referentTable;
    this.localCols = localCols;
    this.remoteCols = remoteCols;
    this.kw = {
      ...given(options, notValidKeys, [...foreignKeyClauses, "useAlter", "linkToName", "comment", "info"]),
      sourceSchema: options.sourceSchema ?? null,
      referentSchema: options.referentSchema ?? null,
    };
  }

  /** Returns the operation that adds this constraint to its table. */
  static fromConstraint(constraint: ForeignKeyConstraint): CreateForeignKeyOp {
    const source = tableOf(constraint);
    const { table, schema } = constraint.referredTableName;
    const options = {
      ...truthy(constraint, [...foreignKeyClauses, "dialectOptions"]),
      sourceSchema: source.schema,
      referentSchema: schema,
    };
    const [local, remote] = [columnNamesOf(constraint), constraint.referredColumnNames];
    return new CreateForeignKeyOp(finalName(constraint), source.name, table, local, remote, options);
  }

  override toConstraint(context?: SchemaContext): Constraint {
    const { constraintName, sourceTable, referentTable, localCols, remoteCols, kw } = this;
    const objects = new SchemaObjects(context);
    return objects.foreignKeyConstraint(constraintName, sourceTable, referentTable, localCols, remoteCols, kw);
  }

  override toDiffTuple(): DiffTuple {
    return ["add_fk", this.toConstraint()];
  }
}

/**
 * Adds a check constraint to a table.
 *
 * @example
 * ```ts
 * import { ops, sa } from "alembic-ts";
 *
 * const operation = new ops.CreateCheckConstraintOp("ck_account_age", "account", sa.column("age").gt(17));
 * ```
 */
export class CreateCheckConstraintOp extends AddConstraintOp {
  readonly kind = "createCheckConstraint";
  readonly constraintType = "check";
  /** The condition, as SQL text or as an expression. */
  readonly condition: string | ClauseElement;
  /** The options except for the schema. */
  readonly kw: CheckConstraintKeywords;
  /** The columns in the condition where that is text: the reverse finds an unnamed constraint by them. */
  columns: readonly string[] | undefined;

  constructor(
    constraintName: ConstraintName,
    tableName: string,
    condition: string | ClauseElement,
    options: CreateCheckConstraintOptions = {},
  ) {
    super(constraintName, tableName, options.schema);
    this.condition = condition;
    this.kw = given(options, notValidKeys, ["deferrable", "initially", "info"]);
  }

  /** Returns the operation that adds this constraint; `table` is for one of a column, which does not know its table. */
  static fromConstraint(
    constraint: CheckConstraint,
    table: { readonly name: string; readonly schema: string | null } = tableOf(constraint),
  ): CreateCheckConstraintOp {
    const options = { schema: table.schema, dialectOptions: constraint.dialectOptions };
    return new CreateCheckConstraintOp(finalName(constraint), table.name, constraint.sqltext, options);
  }

  override toConstraint(context?: SchemaContext): Constraint {
    const options = { schema: this.schema, ...this.kw };
    return new SchemaObjects(context).checkConstraint(this.constraintName, this.tableName, this.condition, options);
  }

  override reverse(): DropConstraintOp {
    return DropConstraintOp.fromConstraint(this.toConstraint(), this.columns);
  }
}

/**
 * Adds an exclude constraint to a table; only PostgreSQL has them.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.CreateExcludeConstraintOp("booking_excl", "booking", [["period", "&&"], ["room", "="]]);
 * ```
 */
export class CreateExcludeConstraintOp extends AddConstraintOp {
  readonly kind = "createExcludeConstraint";
  readonly constraintType = "exclude";
  readonly elements: readonly ExcludeElement[];
  readonly where: string | ClauseElement | null;
  /** The options except for the schema. */
  readonly kw: ExcludeConstraintKeywords;
  readonly #original: ExcludeConstraint | undefined;

  constructor(
    constraintName: ConstraintName,
    tableName: string,
    elements: readonly ExcludeElement[],
    options: CreateExcludeConstraintOptions = {},
    original?: ExcludeConstraint,
  ) {
    super(constraintName, tableName, options.schema);
    this.elements = elements;
    this.where = options.where ?? null;
    this.kw = given(options, otherDialectKeys, ["where", "using", "deferrable", "initially", "ops", "info"]);
    this.#original = original;
  }

  /** Returns the operation that adds this constraint to its table. */
  static fromConstraint(constraint: ExcludeConstraint): CreateExcludeConstraintOp {
    const { name, schema } = tableOf(constraint);
    const { where, deferrable, initially, using, elements } = constraint;
    const options = { where, schema, deferrable, initially, using };
    return new CreateExcludeConstraintOp(finalName(constraint), name, elements, options, constraint);
  }

  override toConstraint(context?: SchemaContext): Constraint {
    if (this.#original !== undefined) return this.#original;
    const options = { schema: this.schema, ...this.kw };
    return new SchemaObjects(context).excludeConstraint(this.constraintName, this.tableName, this.elements, options);
  }
}

/**
 * Drops a constraint.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.DropConstraintOp("uq_account_name", "account", { type: "unique" });
 * ```
 */
export class DropConstraintOp extends MigrateOperation {
  readonly kind = "dropConstraint";
  readonly constraintName: ConstraintName;
  readonly tableName: string;
  readonly constraintType: ConstraintType;
  readonly schema: string | null;
  readonly ifExists: boolean | null;
  readonly columns: readonly string[] | null;
  readonly #original: AddConstraintOp | undefined;

  constructor(
    constraintName: ConstraintName,
    tableName: string,
    options: DropConstraintOptions = {},
    original?: AddConstraintOp,
  ) {
    super();
    this.constraintName = constraintName;
    this.tableName = tableName;
    this.constraintType = options.type ?? null;
    this.schema = options.schema ?? null;
    this.ifExists = options.ifExists ?? null;
    this.columns = options.columns ?? null;
    this.#original = original;
  }

  /**
   * Returns the operation that drops this constraint from its table and can be reversed. An unnamed constraint is found
   * by its columns; `columns` gives them for a CHECK whose condition is text.
   */
  static fromConstraint(constraint: Constraint, columns?: readonly string[]): DropConstraintOp {
    const { name, schema } = tableOf(constraint);
    const own = "columns" in constraint ? (constraint.columns as readonly { name: string }[]) : [];
    const found = columns ?? own.map((column) => column.name);
    const byColumns = constraint.name === null && found.length > 0 ? { columns: found } : {};
    const options = { schema, type: constraintTypes[constraint.kind] ?? null, ...byColumns };
    return new DropConstraintOp(finalName(constraint), name, options, addConstraintOpFrom(constraint));
  }

  /**
   * Returns the constraint that is dropped.
   *
   * @throws {@link IrreversibleError} where only its name is known.
   */
  toConstraint(): Constraint {
    if (this.#original === undefined)
      throw new IrreversibleError(
        this.kind,
        "originalUnknown",
        "constraint cannot be produced; original constraint is not present",
      );
    return this.#original.toConstraint();
  }

  override reverse(): AddConstraintOp {
    return addConstraintOpFrom(this.toConstraint());
  }

  override toDiffTuple(): DiffTuple {
    return [this.constraintType === "foreignkey" ? "remove_fk" : "remove_constraint", this.toConstraint()];
  }
}

/**
 * Returns the operation that adds a constraint to its table.
 *
 * @throws {TypeError} when there is no operation for this kind of constraint.
 */
export function addConstraintOpFrom(constraint: Constraint): AddConstraintOp {
  if (constraint instanceof PrimaryKeyConstraint) return CreatePrimaryKeyOp.fromConstraint(constraint);
  if (constraint instanceof UniqueConstraint) return CreateUniqueConstraintOp.fromConstraint(constraint);
  if (constraint instanceof ForeignKeyConstraint) return CreateForeignKeyOp.fromConstraint(constraint);
  if (constraint instanceof CheckConstraint) return CreateCheckConstraintOp.fromConstraint(constraint);
  if (constraint instanceof ExcludeConstraint) return CreateExcludeConstraintOp.fromConstraint(constraint);
  throw new TypeError(`A constraint of kind '${constraint.kind}' has no operation that adds it`);
}

const foreignKeyClauses = ["onupdate", "ondelete", "deferrable", "initially", "match"] as const;
