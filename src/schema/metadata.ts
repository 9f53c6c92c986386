import { optionKeys } from "./arguments/option-keys.js";
import type { Sequence } from "./defaults/sequence.js";
import { defaultNamingConvention, type NamingConvention } from "./names/naming-convention.js";
import type { Table } from "./schema-classes.js";
import { sortTables } from "./sort-tables.js";

/** Options of {@link MetaData}. */
export interface MetaDataOptions {
  /** Schema of tables that name none. */
  readonly schema?: string | null;
  readonly quoteSchema?: boolean | null;
  /** Templates for the names of constraints and indexes. */
  readonly namingConvention?: NamingConvention | null;
  readonly info?: Readonly<Record<string, unknown>>;
}

/** The names of {@link MetaDataOptions}. */
export const metaDataOptionKeys = optionKeys<MetaDataOptions>({
  schema: true,
  quoteSchema: true,
  namingConvention: true,
  info: true,
});

/**
 * A set of tables.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const metadata = sa.MetaData({ namingConvention: { pk: "pk_%(table_name)s", uq: "uq_%(table_name)s_%(column_0_name)s" } });
 * sa.Table("account", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }));
 * console.log([...metadata.tables.keys()]);
 * ```
 */
export class MetaData {
  readonly kind = "metadata";
  readonly schema: string | null;
  readonly quoteSchema: boolean | null;
  /** The convention by which constraints and indexes without a name are named. */
  namingConvention: NamingConvention;
  readonly info: Readonly<Record<string, unknown>>;
  readonly #tables = new Map<string, Table>();
  readonly #sequences = new Map<string, Sequence>();

  constructor(options: MetaDataOptions = {}) {
    this.schema = options.schema ?? null;
    this.quoteSchema = options.quoteSchema ?? null;
    this.namingConvention = options.namingConvention ?? defaultNamingConvention;
    this.info = options.info ?? {};
  }

  /** The tables by `name`, or `schema.name`. */
  get tables(): ReadonlyMap<string, Table> {
    return this.#tables;
  }
  /** The tables, each after those that its foreign keys refer to. */
  get sortedTables(): readonly Table[] {
    return sortTables([...this.#tables.values()]);
  }
  /** The sequences that columns use. */
  get sequences(): ReadonlyMap<string, Sequence> {
    return this.#sequences;
  }

  /** Adds a table; the table calls it. */
  add(table: Table): void {
    this.#tables.set(table.key, table);
    for (const { default: own } of table.columns) if (own?.kind === "sequence") this.#sequences.set(own.name, own);
  }
  /** Removes a table. */
  remove(table: Table): void {
    this.#tables.delete(table.key);
  }
  /** Removes all tables. */
  clear(): void {
    this.#tables.clear();
    this.#sequences.clear();
  }
}

// The augmented module has a type of the same name as this class.
type MetaDataClass = MetaData;

declare module "./schema-classes.js" {
  interface SchemaClasses {
    readonly metaData: MetaDataClass;
  }
}
