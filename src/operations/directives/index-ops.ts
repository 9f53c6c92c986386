import { optionKeys } from "../../schema/arguments/option-keys.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { type IndexDialectOptions, indexDialectKeys } from "../../schema/keywords/index-dialect-options.js";
import type { ConstraintName } from "../../schema/names/constraint-name.js";
import { dialectArguments } from "../../schema/schema-item.js";
import type { Index } from "../../schema/table-index.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { IrreversibleError } from "./irreversible-error.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";
import { finalName, tableOf } from "./table-of.js";

/** Options of `batch.createIndex()`. */
export interface IndexKeywords extends IndexDialectOptions {
  /** Makes a unique index; by default an ordinary one. */
  readonly unique?: boolean | null | undefined;
  /** Adds IF NOT EXISTS, where the dialect has it. */
  readonly ifNotExists?: boolean | null | undefined;
  /** `true` quotes the name, `false` never does; by default where the dialect needs it. */
  readonly quote?: boolean | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link IndexKeywords}. */
export const indexKeywordKeys = optionKeys<IndexKeywords>({
  ...indexDialectKeys.names,
  unique: true,
  ifNotExists: true,
  quote: true,
  info: true,
});

/** Options of `op.createIndex()`. */
export interface CreateIndexOptions extends IndexKeywords {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link CreateIndexOptions}. */
export const createIndexOptionKeys = optionKeys<CreateIndexOptions>({ ...indexKeywordKeys.names, schema: true });

/** The parts of an index: names of columns, `sa.text()` and other expressions. */
export type IndexColumns = readonly (string | ClauseElement)[];

/**
 * Creates an index.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.CreateIndexOp("ix_account_name", "account", ["name"], { unique: true });
 * ```
 */
export class CreateIndexOp extends MigrateOperation {
  readonly kind = "createIndex";
  readonly indexName: ConstraintName;
  readonly tableName: string;
  readonly columns: IndexColumns;
  readonly schema: string | null;
  readonly unique: boolean;
  readonly ifNotExists: boolean | null;
  readonly quote: boolean | null;
  readonly kw: IndexDialectOptions;

  constructor(indexName: ConstraintName, tableName: string, columns: IndexColumns, options: CreateIndexOptions = {}) {
    super();
    this.indexName = indexName;
    this.tableName = tableName;
    this.columns = columns;
    this.schema = options.schema ?? null;
    this.unique = options.unique ?? false;
    this.ifNotExists = options.ifNotExists ?? null;
    this.quote = options.quote ?? null;
    this.kw = dialectArguments(options, indexDialectKeys);
  }

  /** Returns the operation that creates this index. */
  static fromIndex(index: Index): CreateIndexOp {
    const table = tableOf(index);
    return new CreateIndexOp(finalName(index), table.name, index.expressions, {
      schema: table.schema,
      unique: index.unique,
      quote: index.quote,
      dialectOptions: index.dialectOptions,
    });
  }

  /** The index as a schema object, named by the convention of the run's metadata. */
  toIndex(context?: SchemaContext): Index {
    return new SchemaObjects(context).index(this.indexName, this.tableName, this.columns, {
      schema: this.schema,
      unique: this.unique,
      quote: this.quote,
      ...this.kw,
    });
  }

  override reverse(): DropIndexOp {
    return DropIndexOp.fromIndex(this.toIndex());
  }

  override toDiffTuple(): DiffTuple {
    return ["add_index", this.toIndex()];
  }
}

/** Options of `batch.dropIndex()`. */
export interface DropIndexKeywords extends IndexDialectOptions {
  /** Adds IF EXISTS, where the dialect has it. */
  readonly ifExists?: boolean | null | undefined;
  /** Whether the index is unique; DROP INDEX ignores it. */
  readonly unique?: boolean | null | undefined;
  /** `true` quotes the name, `false` never does; by default where the dialect needs it. */
  readonly quote?: boolean | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link DropIndexKeywords}. */
export const dropIndexKeywordKeys = optionKeys<DropIndexKeywords>({
  ...indexDialectKeys.names,
  ifExists: true,
  unique: true,
  quote: true,
  info: true,
});

/** Options of `op.dropIndex()`. */
export interface DropIndexOptions extends DropIndexKeywords {
  /** Table of the index, where it is not the second argument; MySQL and SQL Server need it. */
  readonly tableName?: string | null | undefined;
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link DropIndexOptions}. */
export const dropIndexOptionKeys = optionKeys<DropIndexOptions>({
  ...dropIndexKeywordKeys.names,
  tableName: true,
  schema: true,
});

/**
 * Drops an index.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.DropIndexOp("ix_account_name", { tableName: "account" });
 * ```
 */
export class DropIndexOp extends MigrateOperation {
  readonly kind = "dropIndex";
  readonly indexName: ConstraintName;
  readonly tableName: string | null;
  readonly schema: string | null;
  readonly ifExists: boolean | null;
  readonly unique: boolean;
  readonly quote: boolean | null;
  readonly kw: IndexDialectOptions;
  readonly #original: CreateIndexOp | undefined;

  constructor(indexName: ConstraintName, options: DropIndexOptions = {}, original?: CreateIndexOp) {
    super();
    this.indexName = indexName;
    this.tableName = options.tableName ?? null;
    this.schema = options.schema ?? null;
    this.ifExists = options.ifExists ?? null;
    this.unique = options.unique ?? original?.unique ?? false;
    this.quote = options.quote ?? original?.quote ?? null;
    this.kw = dialectArguments(options, indexDialectKeys);
    this.#original = original;
  }

  /** Returns the operation that drops this index; it can be reversed. */
  static fromIndex(index: Index): DropIndexOp {
    const table = tableOf(index);
    return new DropIndexOp(
      finalName(index),
      { tableName: table.name, schema: table.schema, dialectOptions: index.dialectOptions },
      CreateIndexOp.fromIndex(index),
    );
  }

  /** Returns the index as a schema object. Its columns are known only where the operation was created from an index. */
  toIndex(context?: SchemaContext): Index {
    return new SchemaObjects(context).index(this.indexName, this.tableName, this.#original?.columns ?? ["x"], {
      schema: this.schema,
      unique: this.unique,
      quote: this.quote,
      ...this.kw,
    });
  }

  /**
   * Returns the operation that creates the index again.
   *
   * @throws {@link IrreversibleError} where only its name is known.
   *
   */
  override reverse(): CreateIndexOp {
    if (this.#original === undefined) throw new IrreversibleError(this.kind, "originalUnknown");
    return CreateIndexOp.fromIndex(this.toIndex());
  }

  override toDiffTuple(): DiffTuple {
    return ["remove_index", this.toIndex()];
  }
}
