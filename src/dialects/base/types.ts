import { TypeDecorator } from "../../schema/types/type-decorator.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { UserDefinedType } from "../../schema/types/user-defined-type.js";
import { CompileError } from "../compile-error.js";
import { UnsupportedError } from "../unsupported-error.js";
import type { Identifiers } from "./identifiers.js";
import { type AnyType, stringType, type TypeTable, typeTable } from "./type-table.js";

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
    if (type instanceof UserDefinedType) return type.getColSpec(this.dialectName);
    const rule = this.#table[type.visitName];
    if (rule === undefined) {
      throw new UnsupportedError(
        `Compiler for ${this.dialectName} can't render element of type ${type.typeName}`,
        type.typeName,
        this.dialectName,
      );
    }
    return rule(type as AnyType, this);
  }

  /** The type that stands for another one here: a variant, or what an application's own type is stored as. */
  resolve(given: TypeEngine): TypeEngine {
    const type = given.forDialect(this.dialectName);
    if (type !== given) return this.resolve(type);
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
