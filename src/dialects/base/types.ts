import { TypeDecorator } from "../../schema/types/type-decorator.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { UserDefinedType } from "../../schema/types/user-defined-type.js";
import { ownValue } from "../../support/own-value.js";
import { CompileError } from "../compile-error.js";
import { UnsupportedError } from "../unsupported-error.js";
import type { Identifiers } from "./identifiers.js";

/** A type with the fields that rules read; each rule gets only types that have its fields. */
export type AnyType = TypeEngine & {
  readonly length: number | null;
  readonly collation: string | null;
  readonly collationSchema?: string | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly timezone: boolean;
  readonly nativeUuid: boolean;
};

/** Writes one kind of type. */
export type TypeRule = (type: AnyType, types: Types) => string;

/** Rules by SQLAlchemy's name for the kind of type. */
export type TypeTable = Readonly<Record<string, TypeRule>>;

/** A rule for a type that is written by its name alone. */
export const plain =
  (name: string): TypeRule =>
  () =>
    name;

/** A rule that writes a type like another one. */
export const like =
  (table: () => TypeTable, visitName: string): TypeRule =>
  (type, types) => {
    const rule = table()[visitName];
    if (rule === undefined) throw new CompileError(`Types have no rule for ${visitName}`);
    return rule(type, types);
  };

/** A type of text with its length and collation. */
export function stringType(name: string, type: AnyType, types: Types): string {
  const length = type.length === null || type.length === 0 ? "" : `(${type.length})`;
  const collation =
    type.collation === null
      ? ""
      : ` COLLATE ${types.identifiers.collation(type.collation, type.collationSchema ?? null)}`;
  return `${name}${length}${collation}`;
}

/** A rule for text with length and collation. */
export const text =
  (name: string): TypeRule =>
  (type, types) =>
    stringType(name, type, types);

/** A rule for bytes with a length. */
export const sized =
  (name: string): TypeRule =>
  (type) =>
    type.length === null ? name : `${name}(${type.length})`;

/** A rule for a decimal number with precision and scale. */
export const decimal =
  (name: string): TypeRule =>
  ({ precision, scale }) =>
    precision === null ? name : scale === null ? `${name}(${precision})` : `${name}(${precision}, ${scale})`;

/** Rules of standard SQL. */
export const typeTable: TypeTable = {
  integer: plain("INTEGER"),
  INTEGER: plain("INTEGER"),
  small_integer: plain("SMALLINT"),
  SMALLINT: plain("SMALLINT"),
  big_integer: plain("BIGINT"),
  BIGINT: plain("BIGINT"),
  numeric: decimal("NUMERIC"),
  NUMERIC: decimal("NUMERIC"),
  DECIMAL: decimal("DECIMAL"),
  float: plain("FLOAT"),
  FLOAT: plain("FLOAT"),
  REAL: plain("REAL"),
  double: plain("DOUBLE"),
  DOUBLE: plain("DOUBLE"),
  DOUBLE_PRECISION: plain("DOUBLE PRECISION"),
  string: text("VARCHAR"),
  VARCHAR: text("VARCHAR"),
  unicode: text("VARCHAR"),
  enum: text("VARCHAR"),
  CHAR: text("CHAR"),
  NCHAR: text("NCHAR"),
  NVARCHAR: text("NVARCHAR"),
  text: text("TEXT"),
  TEXT: text("TEXT"),
  unicode_text: text("TEXT"),
  CLOB: plain("CLOB"),
  NCLOB: plain("NCLOB"),
  datetime: plain("DATETIME"),
  DATETIME: plain("DATETIME"),
  interval: plain("DATETIME"),
  TIMESTAMP: plain("TIMESTAMP"),
  date: plain("DATE"),
  DATE: plain("DATE"),
  time: plain("TIME"),
  TIME: plain("TIME"),
  large_binary: plain("BLOB"),
  BLOB: plain("BLOB"),
  BINARY: sized("BINARY"),
  VARBINARY: sized("VARBINARY"),
  boolean: plain("BOOLEAN"),
  BOOLEAN: plain("BOOLEAN"),
  uuid: plain("CHAR(32)"),
  UUID: plain("UUID"),
  null: () => {
    throw new CompileError("Can't generate DDL for NullType(); did you forget to specify a type on this Column?");
  },
};

/** Writes types. A dialect adds to the table of rules, or replaces some. */
export class Types {
  readonly dialectName: string;
  readonly identifiers: Identifiers;
  readonly #table: TypeTable;

  constructor(dialectName: string, identifiers: Identifiers, rules: TypeTable = {}) {
    this.dialectName = dialectName;
    this.identifiers = identifiers;
    this.#table = { ...typeTable, ...rules };
  }

  /**
   * Writes a type.
   *
   * @throws {@link CompileError} when the dialect does not have it.
   */
  write(given: TypeEngine): string {
    const type = this.resolve(given);
    const own = type.writtenAs?.(this.dialectName);
    if (own !== undefined) return own;
    if (type instanceof UserDefinedType) return type.getColSpec(this.dialectName);
    const rule = ownValue(this.#table, type.visitName);
    if (rule === undefined) {
      throw new UnsupportedError(
        `Compiler for ${this.dialectName} can't render element of type ${type.typeName}`,
        type.typeName,
        this.dialectName,
      );
    }
    return rule(type as AnyType, this);
  }

  /**
   * Returns the type that the dialect uses for another: its variant, or the type in which an application's own type is
   * stored.
   */
  resolve(given: TypeEngine): TypeEngine {
    const type = given.forDialect(this.dialectName);
    if (type !== given) return this.resolve(type);
    if (type.writtenAs?.(this.dialectName) !== undefined) return type;
    if (type instanceof TypeDecorator) return this.resolve(type.loadDialectImpl(this.dialectName));
    if (type.visitName === "type_decorator" && "impl" in type) return this.resolve(type.impl as TypeEngine);
    return type;
  }

  /** A type of text with length and collation. */
  text(name: string, type: { readonly length?: number | null; readonly collation?: string | null }): string {
    return stringType(name, type as AnyType, this);
  }

  /** Refuses a type. */
  refuse(message: string): never {
    throw new CompileError(message);
  }
}

/** Returns the message that one dialect cannot write the INTERVAL of another. */
export function foreignIntervalMessage(type: TypeEngine, { dialectName }: Types): string {
  return `sa.${type.namespace}.INTERVAL() cannot be written for ${dialectName}; use sa.Interval(), which every dialect has`;
}
