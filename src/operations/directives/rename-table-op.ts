import { optionKeys } from "../../schema/arguments/option-keys.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";

/** Options of `op.renameTable()`. */
export interface RenameTableOptions {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link RenameTableOptions}. */
export const renameTableOptionKeys = optionKeys<RenameTableOptions>({ schema: true });

/**
 * Renames a table.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.RenameTableOp("account", "user_account");
 * ```
 */
export class RenameTableOp extends MigrateOperation {
  readonly kind = "renameTable";
  readonly tableName: string;
  readonly newTableName: string;
  readonly schema: string | null;

  constructor(oldTableName: string, newTableName: string, options: RenameTableOptions = {}) {
    super();
    this.tableName = oldTableName;
    this.newTableName = newTableName;
    this.schema = options.schema ?? null;
  }

  /** Alembic has no such kind, because its comparison finds no renamed tables. */
  override toDiffTuple(): DiffTuple {
    return ["rename_table", this.schema, this.tableName, this.newTableName];
  }

  override reverse(): RenameTableOp {
    return new RenameTableOp(this.newTableName, this.tableName, { schema: this.schema });
  }
}
