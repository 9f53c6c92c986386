import { optionKeys } from "../../schema/arguments/option-keys.js";
import type { ServerDefaultInput } from "../../schema/column.js";
import {
  type AlterColumnDialectOptions,
  alterColumnDialectKeys,
} from "../../schema/keywords/column-dialect-options.js";
import { dialectArguments } from "../../schema/schema-item.js";
import type { TypeInput } from "../../schema/types/type-engine.js";
import { type ColumnPosition, columnPositionKeys } from "./column-ops.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";

/**
 * A server default in a call: text that becomes a string literal, an SQL clause, `sa.Computed`, `sa.Identity`, or
 * `null` for none. `false`, or leaving it out, means that it is not given.
 *
 */
export type ServerDefaultArgument = ServerDefaultInput | false;

/** The current state of the column, and options that only some dialects need. */
export interface ExistingColumnKeywords extends AlterColumnDialectOptions {
  /** Type of the column now; MySQL and SQL Server need it. */
  readonly existingType?: TypeInput | null | undefined;
  /** Server default of the column now; `false` or left out means unknown. */
  readonly existingServerDefault?: ServerDefaultArgument | undefined;
  /** Whether the column takes NULL now; MySQL and SQL Server need it. */
  readonly existingNullable?: boolean | null | undefined;
  /** Comment of the column now. */
  readonly existingComment?: string | null | undefined;
  /** Whether MySQL numbers the column from now on. */
  readonly autoincrement?: boolean | "auto" | null | undefined;
  /** Whether MySQL numbers the column now. */
  readonly existingAutoincrement?: boolean | "auto" | null | undefined;
}

/** Options that `op.alterColumn()` and `batch.alterColumn()` share. What is left out does not change. */
export interface AlterColumnKeywords extends ExistingColumnKeywords {
  /** `true` takes NULL from now on, `false` refuses it. */
  readonly nullable?: boolean | null | undefined;
  /** New comment; `null` removes it. */
  readonly comment?: string | null | false | undefined;
  /** New server default; `null` removes it. */
  readonly serverDefault?: ServerDefaultArgument | undefined;
  /** New name. */
  readonly newColumnName?: string | null | undefined;
  /** New type. */
  readonly type?: TypeInput | null | undefined;
  /** Whether the column is in the primary key; ALTER COLUMN ignores it. */
  readonly primaryKey?: boolean | null | undefined;
}

/** The names of {@link AlterColumnKeywords}. */
export const alterColumnKeywordKeys = optionKeys<AlterColumnKeywords>({
  existingType: true,
  existingServerDefault: true,
  existingNullable: true,
  existingComment: true,
  autoincrement: true,
  existingAutoincrement: true,
  nullable: true,
  comment: true,
  serverDefault: true,
  newColumnName: true,
  type: true,
  primaryKey: true,
  ...alterColumnDialectKeys.names,
});

/** The names of what a batch takes with the change of a column. */
export const batchAlterColumnKeys = optionKeys<AlterColumnKeywords & ColumnPosition>({
  ...alterColumnKeywordKeys.names,
  ...columnPositionKeys.names,
});

/** Options of `op.alterColumn()`. */
export interface AlterColumnOptions extends AlterColumnKeywords {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link AlterColumnOptions}. */
export const alterColumnOptionKeys = optionKeys<AlterColumnOptions>({ ...alterColumnKeywordKeys.names, schema: true });

/** Options of {@link AlterColumnOp}. */
export interface AlterColumnOpOptions extends ExistingColumnKeywords, ColumnPosition {
  readonly schema?: string | null | undefined;
  readonly modifyNullable?: boolean | null | undefined;
  readonly modifyComment?: string | null | false | undefined;
  readonly modifyServerDefault?: ServerDefaultArgument | undefined;
  readonly modifyName?: string | null | undefined;
  readonly modifyType?: TypeInput | null | undefined;
}

/**
 * Changes a column.
 *
 * @example
 * ```ts
 * import { ops, sa } from "alembic-ts";
 *
 * const operation = new ops.AlterColumnOp("account", "name", { modifyNullable: false, existingType: sa.String(50) });
 * ```
 */
export class AlterColumnOp extends MigrateOperation {
  readonly kind = "alterColumn";
  readonly tableName: string;
  readonly columnName: string;
  readonly schema: string | null;
  readonly existingType: TypeInput | null;
  readonly existingServerDefault: ServerDefaultArgument;
  readonly existingNullable: boolean | null;
  readonly existingComment: string | null;
  readonly modifyNullable: boolean | null;
  /** `false`: not changed. */
  readonly modifyComment: string | null | false;
  /** `false`: not changed. */
  readonly modifyServerDefault: ServerDefaultArgument;
  readonly modifyName: string | null;
  readonly modifyType: TypeInput | null;
  readonly autoincrement: boolean | "auto" | null;
  readonly existingAutoincrement: boolean | "auto" | null;
  /** Where a batch puts the column. */
  readonly insertBefore: string | null;
  /** Where a batch puts the column. */
  readonly insertAfter: string | null;
  readonly kw: AlterColumnDialectOptions;

  constructor(tableName: string, columnName: string, options: AlterColumnOpOptions = {}) {
    super();
    this.tableName = tableName;
    this.columnName = columnName;
    this.schema = options.schema ?? null;
    this.existingType = options.existingType ?? null;
    this.existingServerDefault = options.existingServerDefault === undefined ? false : options.existingServerDefault;
    this.existingNullable = options.existingNullable ?? null;
    this.existingComment = options.existingComment ?? null;
    this.modifyNullable = options.modifyNullable ?? null;
    this.modifyComment = options.modifyComment === undefined ? false : options.modifyComment;
    this.modifyServerDefault = options.modifyServerDefault === undefined ? false : options.modifyServerDefault;
    this.modifyName = options.modifyName ?? null;
    this.modifyType = options.modifyType ?? null;
    this.autoincrement = options.autoincrement ?? null;
    this.existingAutoincrement = options.existingAutoincrement ?? null;
    this.insertBefore = options.insertBefore ?? null;
    this.insertAfter = options.insertAfter ?? null;
    this.kw = dialectArguments(options, alterColumnDialectKeys);
  }

  /** Whether anything but the name would change. */
  hasChanges(): boolean {
    return (
      this.modifyNullable !== null ||
      this.modifyServerDefault !== false ||
      this.modifyType !== null ||
      this.modifyComment !== false
    );
  }

  /** Returns the operation that changes the column back. Properties that were unknown before are unknown in it. */
  override reverse(): AlterColumnOp {
    const isNamed = this.modifyName !== null;
    const isTyped = this.modifyType !== null;
    const isNullability = this.modifyNullable !== null;
    const isDefault = this.modifyServerDefault !== false;
    const isComment = this.modifyComment !== false;
    const isNumbered = this.autoincrement !== null && this.existingAutoincrement !== null;
    return new AlterColumnOp(this.tableName, this.modifyName ?? this.columnName, {
      ...this.kw,
      schema: this.schema,
      existingType: isTyped ? this.modifyType : this.existingType,
      existingNullable: isNullability ? this.modifyNullable : this.existingNullable,
      existingServerDefault: isDefault ? this.modifyServerDefault : this.existingServerDefault,
      existingComment: this.modifyComment === false ? this.existingComment : this.modifyComment,
      autoincrement: isNumbered ? this.existingAutoincrement : this.autoincrement,
      existingAutoincrement: isNumbered ? this.autoincrement : this.existingAutoincrement,
      ...(isNamed ? { modifyName: this.columnName } : {}),
      ...(isTyped ? { modifyType: this.existingType } : {}),
      ...(isNullability ? { modifyNullable: this.existingNullable } : {}),
      ...(isDefault ? { modifyServerDefault: this.existingServerDefault } : {}),
      ...(isComment ? { modifyComment: this.existingComment } : {}),
    });
  }

  override toDiffTuple(): DiffTuple {
    const { schema, tableName, columnName, existingType, existingNullable, existingServerDefault, existingComment } =
      this;
    const place = [schema, tableName, columnName] as const;
    const diffs: DiffTuple[] = [];
    if (this.modifyType !== null)
      diffs.push([
        "modify_type",
        ...place,
        { existingNullable, existingServerDefault, existingComment },
        existingType,
        this.modifyType,
      ]);
    if (this.modifyNullable !== null)
      diffs.push([
        "modify_nullable",
        ...place,
        { existingType, existingServerDefault, existingComment },
        existingNullable,
        this.modifyNullable,
      ]);
    if (this.modifyServerDefault !== false)
      diffs.push([
        "modify_default",
        ...place,
        { existingNullable, existingType, existingComment },
        existingServerDefault,
        this.modifyServerDefault,
      ]);
    if (this.modifyComment !== false)
      diffs.push([
        "modify_comment",
        ...place,
        { existingNullable, existingType, existingServerDefault },
        existingComment,
        this.modifyComment,
      ]);
    // Alembic has no such kind, because its comparison finds no renamed columns.
    if (this.modifyName !== null) diffs.push(["rename_column", ...place, this.modifyName]);
    return diffs;
  }
}
