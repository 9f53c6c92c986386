import type { ConstraintName } from "../../schema/constraint-name.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { optionKeys } from "../../schema/option-keys.js";
import { type DialectOptions, dialectOptionsOf } from "../../schema/schema-item.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { AddConstraintOp } from "./add-constraint-op.js";
import { DropConstraintOp } from "./drop-constraint-op.js";
import { finalName } from "./final-name.js";
import type { DiffTuple } from "./migrate-operation.js";
import { tableOf } from "./table-of.js";

/** Options of `op.createForeignKey()` besides the schema of the table that the key is on. */
export interface ForeignKeyKeywords extends DialectOptions {
  /** Adds ON UPDATE with this word, such as `CASCADE`. */
  readonly onupdate?: string | null | undefined;
  /** Adds ON DELETE with this word, such as `SET NULL`. */
  readonly ondelete?: string | null | undefined;
  /** `true` adds DEFERRABLE, `false` NOT DEFERRABLE; left out, neither. */
  readonly deferrable?: boolean | null | undefined;
  /** Adds INITIALLY with this word, `DEFERRED` or `IMMEDIATE`. */
  readonly initially?: string | null | undefined;
  /** Adds MATCH with this word. */
  readonly match?: string | null | undefined;
  /** Changes nothing here: the key is added by an ALTER TABLE in any case. */
  readonly useAlter?: boolean | undefined;
  /** Changes nothing here: columns are called by their names in any case. */
  readonly linkToName?: boolean | undefined;
  /** Comment of the key; no database here keeps one. */
  readonly comment?: string | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
  /** Schema of the table that the key points to; left out, the default one. */
  readonly referentSchema?: string | null | undefined;
}

/** The names of {@link ForeignKeyKeywords}. */
export const foreignKeyKeywordKeys = optionKeys<ForeignKeyKeywords>(
  {
    onupdate: true,
    ondelete: true,
    deferrable: true,
    initially: true,
    match: true,
    useAlter: true,
    linkToName: true,
    comment: true,
    info: true,
    referentSchema: true,
  },
  "dialectKeywords",
);

/** Options of `op.createForeignKey()`. */
export interface CreateForeignKeyOptions extends ForeignKeyKeywords {
  /** Schema of the table that the key is on; left out, the default one. */
  readonly sourceSchema?: string | null | undefined;
}

/** The names of {@link CreateForeignKeyOptions}. */
export const createForeignKeyOptionKeys = optionKeys<CreateForeignKeyOptions>(
  { ...foreignKeyKeywordKeys.names, sourceSchema: true },
  "dialectKeywords",
);

const ownKeywords = ["onupdate", "ondelete", "deferrable", "initially", "match"] as const;
const passedOn = [...ownKeywords, "useAlter", "linkToName", "comment", "info"] as const;

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
  readonly constraintName: ConstraintName;
  readonly sourceTable: string;
  readonly referentTable: string;
  readonly localCols: readonly string[];
  readonly remoteCols: readonly string[];
  readonly kw: CreateForeignKeyOptions;

  constructor(
    constraintName: ConstraintName,
    sourceTable: string,
    referentTable: string,
    localCols: readonly string[],
    remoteCols: readonly string[],
    options: CreateForeignKeyOptions = {},
  ) {
    super();
    this.constraintName = constraintName;
    this.sourceTable = sourceTable;
    this.referentTable = referentTable;
    this.localCols = localCols;
    this.remoteCols = remoteCols;
    const given = passedOn.filter((name) => options[name] !== undefined);
    this.kw = {
      ...dialectOptionsOf(options),
      ...Object.fromEntries(given.map((name) => [name, options[name]])),
      sourceSchema: options.sourceSchema ?? null,
      referentSchema: options.referentSchema ?? null,
    };
  }

  /** Name of the table that the key is on. */
  get tableName(): string {
    return this.sourceTable;
  }

  /** Schema of the table that the key is on. */
  get schema(): string | null {
    return this.kw.sourceSchema ?? null;
  }

  /** The operation that adds this constraint to its table. */
  static fromConstraint(constraint: ForeignKeyConstraint): CreateForeignKeyOp {
    const table = tableOf(constraint);
    const given = ownKeywords.filter((name) => Boolean(constraint[name]));
    return new CreateForeignKeyOp(
      finalName(constraint),
      table.name,
      constraint.referredTableName.table,
      constraint.columns.map((column) => column.name),
      constraint.referredColumnNames,
      {
        ...Object.fromEntries(given.map((name) => [name, constraint[name]])),
        sourceSchema: table.schema,
        referentSchema: constraint.referredTableName.schema,
        ...constraint.dialectOptions,
      },
    );
  }

  override toConstraint(context?: SchemaContext): Constraint {
    return new SchemaObjects(context).foreignKeyConstraint(
      this.constraintName,
      this.sourceTable,
      this.referentTable,
      this.localCols,
      this.remoteCols,
      this.kw,
    );
  }

  override reverse(): DropConstraintOp {
    return DropConstraintOp.fromConstraint(this.toConstraint());
  }

  override toDiffTuple(): DiffTuple {
    return ["add_fk", this.toConstraint()];
  }
}
