import type { ConstraintName } from "../../schema/constraint-name.js";
import { optionKeys } from "../../schema/option-keys.js";
import { type DialectOptions, dialectOptionsOf } from "../../schema/schema-item.js";
import type { Index } from "../../schema/table-index.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { CreateIndexOp } from "./create-index-op.js";
import { finalName } from "./final-name.js";
import { IrreversibleError } from "./irreversible-error.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";
import { tableOf } from "./table-of.js";

/** Options of `batch.dropIndex()`. */
export interface DropIndexKeywords extends DialectOptions {
  /** Adds IF EXISTS, where the dialect has it. */
  readonly ifExists?: boolean | null | undefined;
  /** Whether the index is unique; DROP INDEX says nothing of it. */
  readonly unique?: boolean | null | undefined;
  /** `true` quotes the name, `false` never does; left out, where the dialect needs it. */
  readonly quote?: boolean | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link DropIndexKeywords}. */
export const dropIndexKeywordKeys = optionKeys<DropIndexKeywords>(
  { ifExists: true, unique: true, quote: true, info: true },
  "dialectKeywords",
);

/** Options of `op.dropIndex()`. */
export interface DropIndexOptions extends DropIndexKeywords {
  /** Table of the index, where it is not the second argument; MySQL and SQL Server need it. */
  readonly tableName?: string | null | undefined;
  /** Schema of the table; left out, the default one. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link DropIndexOptions}. */
export const dropIndexOptionKeys = optionKeys<DropIndexOptions>(
  { ...dropIndexKeywordKeys.names, tableName: true, schema: true },
  "dialectKeywords",
);

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
  readonly kw: DialectOptions;
  readonly #original: CreateIndexOp | undefined;

  constructor(indexName: ConstraintName, options: DropIndexOptions = {}, original?: CreateIndexOp) {
    super();
    this.indexName = indexName;
    this.tableName = options.tableName ?? null;
    this.schema = options.schema ?? null;
    this.ifExists = options.ifExists ?? null;
    this.unique = options.unique ?? original?.unique ?? false;
    this.quote = options.quote ?? original?.quote ?? null;
    this.kw = dialectOptionsOf(options);
    this.#original = original;
  }

  /** The operation that drops this index, with what it takes to create it again. */
  static fromIndex(index: Index): DropIndexOp {
    const table = tableOf(index);
    return new DropIndexOp(
      finalName(index),
      { tableName: table.name, schema: table.schema, ...index.dialectOptions },
      CreateIndexOp.fromIndex(index),
    );
  }

  /** The index as a schema object; its columns are right only where the operation was made from an index. */
  toIndex(context?: SchemaContext): Index {
    return new SchemaObjects(context).index(this.indexName, this.tableName, this.#original?.columns ?? ["x"], {
      schema: this.schema,
      unique: this.unique,
      quote: this.quote,
      ...this.kw,
    });
  }

  /**
   * The operation that creates the index again.
   *
   * @throws {@link IrreversibleError} where only its name is known.
   */
  override reverse(): CreateIndexOp {
    if (this.#original === undefined) throw new IrreversibleError(this.kind, "originalUnknown");
    return CreateIndexOp.fromIndex(this.toIndex());
  }

  override toDiffTuple(): DiffTuple {
    return ["remove_index", this.toIndex()];
  }
}
