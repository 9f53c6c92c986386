import { optionKeys } from "../../schema/arguments/option-keys.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import {
  type NotValidOptions,
  notValidKeys,
  type PrimaryKeyDialectOptions,
  primaryKeyDialectKeys,
  type UniqueDialectOptions,
  uniqueDialectKeys,
} from "../../schema/keywords/constraint-dialect-options.js";
import { type OtherDialectOptions, otherDialectKeys } from "../../schema/keywords/other-dialect-options.js";

/** Options of `op.createPrimaryKey()`. */
export interface CreatePrimaryKeyOptions extends PrimaryKeyDialectOptions {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link CreatePrimaryKeyOptions}. */
export const createPrimaryKeyOptionKeys = optionKeys<CreatePrimaryKeyOptions>({
  ...primaryKeyDialectKeys.names,
  schema: true,
});

/** Options of `op.createUniqueConstraint()`, without the schema. */
export interface UniqueConstraintKeywords extends UniqueDialectOptions {
  /** `true` adds DEFERRABLE, `false` NOT DEFERRABLE; by default neither. */
  readonly deferrable?: boolean | null | undefined;
  /** Adds INITIALLY with this word, `DEFERRED` or `IMMEDIATE`. */
  readonly initially?: string | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link UniqueConstraintKeywords}. */
export const uniqueConstraintKeywordKeys = optionKeys<UniqueConstraintKeywords>({
  ...uniqueDialectKeys.names,
  deferrable: true,
  initially: true,
  info: true,
});

/** Options of `op.createUniqueConstraint()`. */
export interface CreateUniqueConstraintOptions extends UniqueConstraintKeywords {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link CreateUniqueConstraintOptions}. */
export const createUniqueConstraintOptionKeys = optionKeys<CreateUniqueConstraintOptions>({
  ...uniqueConstraintKeywordKeys.names,
  schema: true,
});

/** Options of `op.createForeignKey()`, without the schema of the table that has the key. */
export interface ForeignKeyKeywords extends NotValidOptions {
  /** Adds ON UPDATE with this word, such as `CASCADE`. */
  readonly onupdate?: string | null | undefined;
  /** Adds ON DELETE with this word, such as `SET NULL`. */
  readonly ondelete?: string | null | undefined;
  /** `true` adds DEFERRABLE, `false` NOT DEFERRABLE; by default neither. */
  readonly deferrable?: boolean | null | undefined;
  /** Adds INITIALLY with this word, `DEFERRED` or `IMMEDIATE`. */
  readonly initially?: string | null | undefined;
  /** Adds MATCH with this word. */
  readonly match?: string | null | undefined;
  /** No effect here, because ALTER TABLE always adds the key. */
  readonly useAlter?: boolean | undefined;
  /** No effect here, because columns are always given by their names. */
  readonly linkToName?: boolean | undefined;
  /** Comment of the key; no database here keeps one. */
  readonly comment?: string | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
  /** Schema of the table that the key refers to; without it, the default schema. */
  readonly referentSchema?: string | null | undefined;
}

/** The names of {@link ForeignKeyKeywords}. */
export const foreignKeyKeywordKeys = optionKeys<ForeignKeyKeywords>({
  ...notValidKeys.names,
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
});

/** Options of `op.createForeignKey()`. */
export interface CreateForeignKeyOptions extends ForeignKeyKeywords {
  /** Schema of the table that has the key; without it, the default schema. */
  readonly sourceSchema?: string | null | undefined;
}

/** The names of {@link CreateForeignKeyOptions}. */
export const createForeignKeyOptionKeys = optionKeys<CreateForeignKeyOptions>({
  ...foreignKeyKeywordKeys.names,
  sourceSchema: true,
});

/** Options of `op.createCheckConstraint()`, without the schema. */
export interface CheckConstraintKeywords extends NotValidOptions {
  /** `true` adds DEFERRABLE, `false` NOT DEFERRABLE; by default neither. */
  readonly deferrable?: boolean | null | undefined;
  /** Adds INITIALLY with this word, `DEFERRED` or `IMMEDIATE`. */
  readonly initially?: string | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link CheckConstraintKeywords}. */
export const checkConstraintKeywordKeys = optionKeys<CheckConstraintKeywords>({
  ...notValidKeys.names,
  deferrable: true,
  initially: true,
  info: true,
});

/** Options of `op.createCheckConstraint()`. */
export interface CreateCheckConstraintOptions extends CheckConstraintKeywords {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link CreateCheckConstraintOptions}. */
export const createCheckConstraintOptionKeys = optionKeys<CreateCheckConstraintOptions>({
  ...checkConstraintKeywordKeys.names,
  schema: true,
});

/** Options of `op.createExcludeConstraint()`, without the schema. */
export interface ExcludeConstraintKeywords extends OtherDialectOptions {
  /** Condition of the rows that the constraint applies to. */
  readonly where?: string | ClauseElement | null | undefined;
  /** Kind of index; by default `gist`. */
  readonly using?: string | undefined;
  /** `true` adds DEFERRABLE, `false` NOT DEFERRABLE; by default neither. */
  readonly deferrable?: boolean | null | undefined;
  /** Adds INITIALLY with this word, `DEFERRED` or `IMMEDIATE`. */
  readonly initially?: string | null | undefined;
  /** Operator classes by column. */
  readonly ops?: Readonly<Record<string, string>> | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link ExcludeConstraintKeywords}. */
export const excludeConstraintKeywordKeys = optionKeys<ExcludeConstraintKeywords>({
  ...otherDialectKeys.names,
  where: true,
  using: true,
  deferrable: true,
  initially: true,
  ops: true,
  info: true,
});

/** Options of `op.createExcludeConstraint()`. */
export interface CreateExcludeConstraintOptions extends ExcludeConstraintKeywords {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link CreateExcludeConstraintOptions}. */
export const createExcludeConstraintOptionKeys = optionKeys<CreateExcludeConstraintOptions>({
  ...excludeConstraintKeywordKeys.names,
  schema: true,
});

/** The type of the constraint to drop; `null` if unknown. */
export type ConstraintType = "foreignkey" | "primary" | "unique" | "check" | null;

/** The type to drop each kind of constraint with. */
export const constraintTypes: Readonly<Record<string, ConstraintType>> = {
  uniqueConstraint: "unique",
  foreignKeyConstraint: "foreignkey",
  primaryKeyConstraint: "primary",
  checkConstraint: "check",
};

/** The options that `dropConstraint()` of `op` and of a batch share. */
export interface DropConstraintKeywords {
  /** Kind of the constraint; MySQL needs it, and naming conventions are applied with it only. */
  readonly type?: ConstraintType | undefined;
  /** Adds IF EXISTS, where the dialect has it. */
  readonly ifExists?: boolean | null | undefined;
  /** Columns of an unnamed constraint: with `null` for a name, batch mode on SQLite finds it by kind and columns. */
  readonly columns?: readonly string[] | undefined;
}

/** The names of {@link DropConstraintKeywords}. */
export const dropConstraintKeywordKeys = optionKeys<DropConstraintKeywords>({
  type: true,
  ifExists: true,
  columns: true,
});

/** Options of `op.dropConstraint()`. */
export interface DropConstraintOptions extends DropConstraintKeywords {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link DropConstraintOptions}. */
export const dropConstraintOptionKeys = optionKeys<DropConstraintOptions>({
  ...dropConstraintKeywordKeys.names,
  schema: true,
});
