import type { ConstraintName } from "../../schema/constraint-name.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { optionKeys } from "../../schema/option-keys.js";
import { type DialectOptions, dialectOptionsOf } from "../../schema/schema-item.js";
import type { Index } from "../../schema/table-index.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { DropIndexOp } from "./drop-index-op.js";
import { finalName } from "./final-name.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";
import { tableOf } from "./table-of.js";

/** Options of `batch.createIndex()`. */
export interface IndexKeywords extends DialectOptions {
  /** Makes a unique index; left out, an ordinary one. */
  readonly unique?: boolean | null | undefined;
  /** Adds IF NOT EXISTS, where the dialect has it. */
  readonly ifNotExists?: boolean | null | undefined;
  /** `true` quotes the name, `false` never does; left out, where the dialect needs it. */
  readonly quote?: boolean | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link IndexKeywords}. */
export const indexKeywordKeys = optionKeys<IndexKeywords>(
  { unique: true, ifNotExists: true, quote: true, info: true },
  "dialectKeywords",
);

/** Options of `op.createIndex()`. */
export interface CreateIndexOptions extends IndexKeywords {
  /** Schema of the table; left out, the default one. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link CreateIndexOptions}. */
export const createIndexOptionKeys = optionKeys<CreateIndexOptions>(
  { ...indexKeywordKeys.names, schema: true },
  "dialectKeywords",
);

/** What an index is made of: names of columns, `sa.text()` and other expressions. */
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
  readonly kw: DialectOptions;

  constructor(indexName: ConstraintName, tableName: string, columns: IndexColumns, options: CreateIndexOptions = {}) {
    super();
    this.indexName = indexName;
    this.tableName = tableName;
    this.columns = columns;
    this.schema = options.schema ?? null;
    this.unique = options.unique ?? false;
    this.ifNotExists = options.ifNotExists ?? null;
    this.quote = options.quote ?? null;
    this.kw = dialectOptionsOf(options);
  }

  /** The operation that creates this index. */
  static fromIndex(index: Index): CreateIndexOp {
    const table = tableOf(index);
    return new CreateIndexOp(finalName(index), table.name, index.expressions, {
      schema: table.schema,
      unique: index.unique,
      quote: index.quote,
      ...index.dialectOptions,
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
